package org.sparkgrad.cli;

import java.util.List;
import java.util.Map;

/** Calls to begin with, three for each command. */
final class Examples {
  private static final Map<String, List<String>> BY_COMMAND =
      Map.ofEntries(
          Map.entry(
              "sparkgrad",
              List.of(
                  "sparkgrad data fetch data",
                  "sparkgrad train --epochs 2",
                  "sparkgrad grid --learning-rate 0.01,0.02 --l2 0.001,0.01 --fused")),
          Map.entry(
              "sparkgrad data",
              List.of(
                  "sparkgrad data fetch data",
                  "sparkgrad data synth small --train-rows 1000",
                  "sparkgrad data info small")),
          Map.entry(
              "sparkgrad data fetch",
              List.of(
                  "sparkgrad data fetch data",
                  "sparkgrad data fetch data --archive cifar-10-binary.tar.gz",
                  "sparkgrad data fetch cifar-100 --kind cifar-100")),
          Map.entry(
              "sparkgrad data synth",
              List.of(
                  "sparkgrad data synth small",
                  "sparkgrad data synth small --train-rows 1000 --test-rows 200",
                  "sparkgrad data synth other --seed 2")),
          Map.entry(
              "sparkgrad data info",
              List.of(
                  "sparkgrad data info data/cifar-10-batches-bin",
                  "sparkgrad data info small --json",
                  "sparkgrad data info hdfs://host:8020/cifar-10-batches-bin")),
          Map.entry(
              "sparkgrad completion",
              List.of(
                  "sparkgrad completion", "sparkgrad completion bash", "sparkgrad completion zsh")),
          Map.entry(
              "sparkgrad evaluate",
              List.of(
                  "sparkgrad evaluate runs/first/models/cell-1",
                  "sparkgrad evaluate runs/first/models/cell-1 --train",
                  "sparkgrad evaluate runs/first/models/cell-1 --data small --json")),
          Map.entry(
              "sparkgrad predict",
              List.of(
                  "sparkgrad predict runs/first/models/cell-1 cat.jpg photos",
                  "sparkgrad predict runs/first/models/cell-1 photos --out photos.csv",
                  "sparkgrad predict runs/first/models/cell-1 --data small --out predictions")),
          Map.entry(
              "sparkgrad templates",
              List.of(
                  "sparkgrad templates runs/first/models/cell-1",
                  "sparkgrad templates runs/first/models/cell-1 --out cell-1.png",
                  "sparkgrad templates runs/first/models/cell-1 --overwrite --json")),
          Map.entry(
              "sparkgrad export",
              List.of(
                  "sparkgrad export runs/first/models/cell-1 --onnx first.onnx",
                  "sparkgrad export runs/first/models/cell-1 --onnx first.onnx --overwrite",
                  "sparkgrad export runs/first/models/final --onnx final.onnx --json")),
          Map.entry(
              "sparkgrad report",
              List.of(
                  "sparkgrad report runs/first",
                  "sparkgrad report runs/first runs/second --out comparison",
                  "sparkgrad report hdfs://host:8020/runs/first --json")),
          Map.entry(
              "sparkgrad features",
              List.of(
                  "sparkgrad features --features hog --out stores/hog",
                  "sparkgrad features --features hog+hsv --out stores/both",
                  "sparkgrad features --features hog --data small --out stores/small")),
          Map.entry(
              "sparkgrad model",
              List.of(
                  "sparkgrad model cifar-net",
                  "sparkgrad model tang-2013",
                  "sparkgrad model convnet-93 --json")),
          Map.entry(
              "sparkgrad bench",
              List.of(
                  "sparkgrad bench step",
                  "sparkgrad bench kernels sums --json",
                  "sparkgrad bench")),
          Map.entry(
              "sparkgrad train",
              List.of(
                  "sparkgrad train --epochs 5 --momentum 0.9 --out runs/first",
                  "sparkgrad train --model two-layer --hidden 256 --dropout 0.2 --l2 0.001",
                  "sparkgrad train --features hog+hsv:standardize --loss squared-hinge")),
          Map.entry(
              "sparkgrad grid",
              List.of(
                  "sparkgrad grid --learning-rate 0.01,0.02,0.04 --l2 0.003,0.01 --fused",
                  "sparkgrad grid --config conf/softmax-raw.properties --out runs/softmax",
                  "sparkgrad grid --learning-rate 0.001,0.01,0.1 --momentum 0.9 --halving 3")),
          Map.entry(
              "sparkgrad gradcheck",
              List.of(
                  "sparkgrad gradcheck",
                  "sparkgrad gradcheck --model two-layer --loss softmax --penalty l2",
                  "sparkgrad gradcheck --rows 50 --seed 2 --json")));

  private Examples() {}

  /** The examples of a command, by its name with those before it. */
  static List<String> of(String qualifiedName) {
    return BY_COMMAND.getOrDefault(qualifiedName, List.of());
  }
}
