package org.sparkgrad.submit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The TCP sockets on which processes of this machine listen, as Linux lists them in {@code /proc}.
 */
final class ListeningSockets {
  private static final String LISTENING = "0A";
  private static final int ADDRESS = 1;
  private static final int STATE = 3;
  private static final int INODE = 9;

  /**
   * 127.0.0.1, the same within version 6 of the protocol, and ::1, each group of four bytes
   * reversed.
   */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private ListeningSockets() {}

  /** The addresses, in hexadecimal; none of a process that has ended. */
  static Set<String> of(ProcessHandle process) {
    Path directory = Path.of("/proc", Long.toString(process.pid()));
    Set<String> addresses = new TreeSet<>();
    try {
      Set<String> own = inodes(directory.resolve("fd"));
      for (String table : List.of("net/tcp", "net/tcp6")) {
        for (String line : Files.readAllLines(directory.resolve(table))) {
          String[] columns = line.strip().split("\\s+");
          if (columns.length > INODE
              && columns[STATE].equals(LISTENING)
              && own.contains("socket:[" + columns[INODE] + "]")) {
            addresses.add(columns[ADDRESS].split(":")[0]);
          }
        }
      }
      return addresses;
    } catch (IOException | UncheckedIOException e) {
      return Set.of();
    }
  }

  private static Set<String> inodes(Path descriptors) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> all = Files.list(descriptors)) {
      for (Path each : all.toList()) {
        if (Files.isSymbolicLink(each)) {
          inodes.add(Files.readSymbolicLink(each).toString());
        }
      }
    }
    return inodes;
  }

  static boolean isLoopback(String address) {
    return LOOPBACK.contains(address);
  }
}
