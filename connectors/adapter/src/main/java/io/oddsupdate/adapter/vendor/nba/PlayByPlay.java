package io.oddsupdate.adapter.vendor.nba;

import io.oddsupdate.adapter.core.Changes;
import io.oddsupdate.adapter.core.ContentHash;
import io.oddsupdate.adapter.core.GameImage;
import io.oddsupdate.adapter.core.KnownEvent;
import io.oddsupdate.adapter.core.Mappings;
import io.oddsupdate.adapter.core.Reason;
import io.oddsupdate.adapter.core.UnusableException;
import io.oddsupdate.adapter.core.VendorPayload;
import io.oddsupdate.avro.raw.ActionType;
import io.oddsupdate.avro.raw.EventStatus;
import io.oddsupdate.avro.raw.GameUpdate;
import io.oddsupdate.avro.raw.Operation;
import io.oddsupdate.avro.raw.PlayerRole;
import io.oddsupdate.avro.raw.RawEvent;
import io.oddsupdate.avro.raw.TeamSide;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A game's full list of actions at a vendor's time, and how it differs from what the log has.
 *
 * <ul>
 *   <li>id = {@code actionNumber}, order = {@code orderNumber}.
 *   <li>An action that the log lacks, or has as deleted, is an ADD; one with other content or a
 *       later edit is an UPDATE; one that the log has and the list lacks is a DELETE.
 *   <li>revision = {@code edited} in epoch ms, or the last revision + 1 where that is higher: so it
 *       strictly rises per action, whatever the vendor's clock does.
 *   <li>A list whose {@code meta.time} is older than the newest applied one says nothing: what it
 *       lacks may be newer than it, what it has may be deleted since. It is ignored as a whole and
 *       counted. The newest time survives a restart as {@code published_at} of the log's records;
 *       lists that changed nothing leave no trace there.
 * </ul>
 *
 * The list stands or falls as a whole.
 */
record PlayByPlay(String vendorGameId, Instant publishedAt, List<Action> actions)
    implements VendorPayload {
  PlayByPlay {
    actions = List.copyOf(actions);
  }

  @Override
  public Changes against(
      GameImage image, Mappings.Game game, Mappings.Players players, long receivedAtMs)
      throws UnusableException {
    long publishedAtMs = publishedAt.toEpochMilli();
    if (publishedAtMs < image.publishedAtMs()) {
      return new Changes(List.of(), actions.size(), true, publishedAtMs);
    }
    List<RawEvent> events = new ArrayList<>();
    Set<String> listed = new HashSet<>();
    int duplicates = 0;
    for (Action action : actions) {
      RawEvent event = canonical(action, game, players, Instant.ofEpochMilli(receivedAtMs));
      listed.add(event.getEventId());
      KnownEvent known = image.events().get(event.getEventId());
      if (revise(event, known)) {
        events.add(event);
      } else {
        duplicates++;
      }
    }
    events.addAll(deletions(image, listed, game, receivedAtMs));
    return new Changes(events, duplicates, false, publishedAtMs);
  }

  /** Sets operation and revision; false if the log has the event as it is. */
  private static boolean revise(RawEvent event, KnownEvent known) {
    if (known == null) {
      return true;
    }
    boolean edited = event.getRevision() > known.revision();
    boolean same = !known.deleted() && known.contentHash().equals(ContentHash.of(event));
    if (same && !edited) {
      return false;
    }
    event.setOperation(known.deleted() ? Operation.ADD : Operation.UPDATE);
    event.setRevision(Math.max(event.getRevision(), known.revision() + 1));
    return true;
  }

  private List<RawEvent> deletions(
      GameImage image, Set<String> listed, Mappings.Game game, long receivedAtMs) {
    return image.events().entrySet().stream()
        .filter(known -> !known.getValue().deleted() && !listed.contains(known.getKey()))
        // The map has no order, and the same push must give the same records.
        .sorted(
            Comparator.<Map.Entry<String, KnownEvent>>comparingLong(
                    known -> known.getValue().vendorOrder())
                .thenComparing(Map.Entry::getKey))
        .map(known -> deletion(known.getKey(), known.getValue(), game, receivedAtMs))
        .toList();
  }

  private RawEvent deletion(
      String eventId, KnownEvent known, Mappings.Game game, long receivedAtMs) {
    return event(eventId, eventId.substring(eventId.lastIndexOf(':') + 1), game, receivedAtMs)
        .setOperation(Operation.DELETE)
        .setVendorOrder(known.vendorOrder())
        .setRevision(known.revision() + 1)
        .setStatus(EventStatus.LIVE)
        .build();
  }

  private RawEvent canonical(
      Action action, Mappings.Game game, Mappings.Players players, Instant receivedAt)
      throws UnusableException {
    String number = Long.toString(action.number());
    String eventId = LiveDataFormat.VENDOR + ":" + vendorGameId + ":" + number;
    ActionType type = action.kind().type();
    return event(eventId, number, game, receivedAt.toEpochMilli())
        .setOperation(Operation.ADD)
        .setVendorOrder(action.order())
        .setRevision(action.edited().toEpochMilli())
        .setOccurredAt(action.occurredAt())
        .setClock(action.clock())
        .setStatus(type == ActionType.GAME_END ? EventStatus.ENDED : EventStatus.LIVE)
        .setQuality(action.quality())
        .setPayload(
            GameUpdate.newBuilder()
                .setAction(type)
                .setVendorAction(action.kind().vendorAction())
                .setHomeScore(action.homeScore())
                .setAwayScore(action.awayScore())
                .setPoints(action.kind().points())
                .setSide(side(action, "teamId", action.team(), game))
                .setPossession(side(action, "possession", action.possession(), game))
                .setPlayers(ours(action.players(), players))
                .setText(action.text())
                .build())
        .build();
  }

  private RawEvent.Builder event(
      String eventId, String vendorEventId, Mappings.Game game, long receivedAtMs) {
    return RawEvent.newBuilder()
        .setEventId(eventId)
        .setVendor(LiveDataFormat.VENDOR)
        .setLeague(game.league())
        .setGameId(game.gameId())
        .setVendorGameId(vendorGameId)
        .setVendorEventId(vendorEventId)
        .setPublishedAt(publishedAt)
        .setReceivedAt(Instant.ofEpochMilli(receivedAtMs));
  }

  private static TeamSide side(Action action, String name, OptionalLong team, Mappings.Game game)
      throws UnusableException {
    if (team.isEmpty()) {
      return null;
    }
    String id = Long.toString(team.getAsLong());
    if (id.equals(game.homeTeam())) {
      return TeamSide.HOME;
    }
    if (id.equals(game.awayTeam())) {
      return TeamSide.AWAY;
    }
    String path = action.path() + "." + name;
    throw new UnusableException(
        Reason.MAPPING_MISMATCH,
        path,
        "%s is team %s, but %s is mapped to home %s and away %s: correct vendor_games"
            .formatted(path, id, game.gameId(), game.homeTeam(), game.awayTeam()));
  }

  private static List<PlayerRole> ours(List<PlayerRole> vendors, Mappings.Players players) {
    return vendors.stream()
        .map(player -> new PlayerRole(players.idOf(player.getPlayerId()), player.getRole()))
        .toList();
  }
}
