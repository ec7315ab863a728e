package org.sparkgrad.artifact;

import java.util.List;

/**
 * What the tables of a run say of the run and its data.
 *
 * @param id tells the run from every other, also when tables of several are read together; it stays
 *     when the run is resumed
 * @param dataSha256 what identifies the data
 * @param blocks how many blocks the training rows are cut into
 * @param classNames one name per label
 */
public record RunFacts(String id, String dataSha256, int blocks, List<String> classNames) {}
