package io.oddsupdate.local.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a hop holds against what it must hold: two multisets, keyed by identity. A record that is
 * there once too often is extra; two of one identity that say different things are different; a
 * record that comes before one that should precede it, or strays into another partition than its
 * lane, is different too.
 *
 * @param records found
 * @param findings the first ones of each kind
 */
public record HopDiff(
    long records, long missing, long extra, long different, List<Finding> findings) {
  /** More than a person reads. */
  private static final int FINDINGS_OF_A_KIND = 20;

  public boolean clean() {
    return missing == 0 && extra == 0 && different == 0;
  }

  static HopDiff compare(List<Entry> expected, List<Entry> found) {
    Tally tally = new Tally();
    Map<String, List<Entry>> expectedById = byIdentity(expected);
    Map<String, List<Entry>> foundById = byIdentity(found);
    Set<String> identities = new LinkedHashSet<>(expectedById.keySet());
    identities.addAll(foundById.keySet());
    for (String identity : identities) {
      match(
          new ArrayList<>(expectedById.getOrDefault(identity, List.of())),
          new ArrayList<>(foundById.getOrDefault(identity, List.of())),
          tally);
    }
    checkLanes(expected, found, tally);
    return tally.diff(found.size());
  }

  /** The same diff with more findings, such as those of a check that needs more than the hop. */
  HopDiff and(List<Finding> more) {
    Tally tally = new Tally();
    more.forEach(tally::add);
    HopDiff added = tally.diff(records);
    List<Finding> all = new ArrayList<>(findings);
    all.addAll(added.findings);
    return new HopDiff(
        records, missing + added.missing, extra + added.extra, different + added.different, all);
  }

  private static void match(List<Entry> expected, List<Entry> found, Tally tally) {
    for (Iterator<Entry> it = expected.iterator(); it.hasNext(); ) {
      Entry wanted = it.next();
      for (Iterator<Entry> candidates = found.iterator(); candidates.hasNext(); ) {
        if (candidates.next().fields().equals(wanted.fields())) {
          candidates.remove();
          it.remove();
          break;
        }
      }
    }
    int pairs = Math.min(expected.size(), found.size());
    for (int i = 0; i < pairs; i++) {
      tally.add(
          new Finding(
              Finding.Kind.DIFFERENT,
              found.get(i).identity(),
              found.get(i).where(),
              Difference.of(expected.get(i).fields(), found.get(i).fields())));
    }
    for (Entry wanted : expected.subList(pairs, expected.size())) {
      tally.add(
          new Finding(
              Finding.Kind.MISSING, wanted.identity(), wanted.where(), "expected, not found"));
    }
    for (Entry surplus : found.subList(pairs, found.size())) {
      tally.add(
          new Finding(
              Finding.Kind.EXTRA, surplus.identity(), surplus.where(), "found, not expected"));
    }
  }

  private static void checkLanes(List<Entry> expected, List<Entry> found, Tally tally) {
    Map<String, Integer> place = new HashMap<>();
    for (Entry entry : expected) {
      place.putIfAbsent(entry.identity(), place.size());
    }
    Map<String, Entry> lastOfLane = new HashMap<>();
    Set<String> seen = new LinkedHashSet<>();
    for (Entry entry : found) {
      Integer at = place.get(entry.identity());
      boolean comparable = entry.lane() != null && at != null && seen.add(entry.identity());
      if (!comparable || tally.found(entry.identity())) {
        continue;
      }
      Entry last = lastOfLane.get(entry.lane());
      if (last != null && last.partition() != entry.partition()) {
        tally.add(
            new Finding(
                Finding.Kind.DIFFERENT,
                entry.identity(),
                entry.where(),
                entry.lane() + " is in another partition than " + last.where()));
      } else if (last != null && place.get(last.identity()) > at) {
        tally.add(
            new Finding(
                Finding.Kind.DIFFERENT,
                entry.identity(),
                entry.where(),
                "out of order: must come before " + last.identity() + " at " + last.where()));
        continue;
      }
      lastOfLane.put(entry.lane(), entry);
    }
  }

  private static Map<String, List<Entry>> byIdentity(List<Entry> entries) {
    Map<String, List<Entry>> byIdentity = new LinkedHashMap<>();
    for (Entry entry : entries) {
      byIdentity.computeIfAbsent(entry.identity(), id -> new ArrayList<>(1)).add(entry);
    }
    return byIdentity;
  }

  private static final class Tally {
    private final Map<Finding.Kind, Long> counts = new HashMap<>();
    private final List<Finding> findings = new ArrayList<>();
    private final Set<String> identities = new HashSet<>();

    /** Whether something is wrong with the record already: it counts once. */
    boolean found(String identity) {
      return identities.contains(identity);
    }

    void add(Finding finding) {
      identities.add(finding.identity());
      if (counts.merge(finding.kind(), 1L, Long::sum) <= FINDINGS_OF_A_KIND) {
        findings.add(finding);
      }
    }

    HopDiff diff(long records) {
      return new HopDiff(
          records,
          counts.getOrDefault(Finding.Kind.MISSING, 0L),
          counts.getOrDefault(Finding.Kind.EXTRA, 0L),
          counts.getOrDefault(Finding.Kind.DIFFERENT, 0L),
          List.copyOf(findings));
    }
  }
}
