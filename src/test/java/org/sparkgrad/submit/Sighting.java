package org.sparkgrad.submit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The processes of a cluster and of a call of it, with the addresses that they listen on. */
final class Sighting {
  private final Map<String, Set<String>> addresses = new TreeMap<>();
  private final Set<String> commandLines = new HashSet<>();
  private Script.Result result;

  /** Looks at the daemons of a cluster, at what they have started, and at what this process has. */
  void look(Path cluster) throws IOException {
    ProcessHandle.current().descendants().forEach(this::note);
    try (Stream<Path> files = Files.list(cluster)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".pid")).toList()) {
        Optional<ProcessHandle> daemon =
            ProcessHandle.of(Long.parseLong(Files.readString(each).strip()));
        daemon.ifPresent(this::note);
        daemon.ifPresent(process -> process.descendants().forEach(this::note));
      }
    }
  }

  private void note(ProcessHandle process) {
    try {
      Path file = Path.of("/proc", Long.toString(process.pid()), "cmdline");
      String commandLine = Files.readString(file).replace('\0', ' ');
      commandLines.add(commandLine);
      addresses
          .computeIfAbsent(commandLine, any -> new TreeSet<>())
          .addAll(ListeningSockets.of(process));
    } catch (IOException e) {
      return; // It has ended.
    }
  }

  void end(Script.Result result) {
    this.result = result;
  }

  Script.Result result() {
    return result;
  }

  boolean sawOnACommandLine(String word) {
    return commandLines.stream().anyMatch(each -> each.contains(word));
  }

  /** Checks that processes of each of these kinds were there and listened, all on this machine. */
  void assertLoopbackAlone(String... kinds) {
    for (String kind : kinds) {
      Set<String> found = new TreeSet<>();
      addresses.forEach(
          (commandLine, each) -> {
            if (commandLine.contains(kind)) {
              found.addAll(each);
            }
          });
      assertFalse(found.isEmpty(), kind + " listens nowhere");
      found.removeIf(ListeningSockets::isLoopback);
      assertEquals(Set.of(), found, kind + " listens elsewhere");
    }
  }
}
