package org.sparkgrad.report;

import java.util.Base64;
import java.util.stream.Collectors;
import org.sparkgrad.report.templates.ContactSheet;
import org.sparkgrad.report.templates.Template;

/**
 * A model's weights as pictures.
 *
 * @param source the sheet itself
 * @param alternative text in its place
 * @param caption what its greys and colours say
 * @param file of it beside the page
 */
public record TemplatesSection(String source, String alternative, String caption, String file) {

  static TemplatesSection of(ContactSheet sheet, Plots plots, String prefix) {
    byte[] png = sheet.png();
    return new TemplatesSection(
        "data:image/png;base64," + Base64.getEncoder().encodeToString(png),
        "Weight templates, one picture each: "
            + sheet.templates().stream().map(Template::name).collect(Collectors.joining(", ")),
        sheet.caption(),
        plots.add(prefix + "templates", png));
  }
}
