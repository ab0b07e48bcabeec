// What the board knows about markets: ids, lines, labels, and which line is the main one.

export const WINNER = 219;
export const HANDICAP = 223;
export const TOTAL = 225;
export const HOME_TOTAL = 227;
export const AWAY_TOTAL = 228;
export const PLAYER_POINTS = 768;

/** The line of a market's specifiers, such as hcp=-4.5 or total=221.5; null where it has none. */
export function line(market) {
  const found = /(?:^|\|)(?:hcp|total)=(-?\d+(?:\.\d+)?)/.exec(market.spec || "");
  return found ? Number(found[1]) : null;
}

/** A handicap with its sign: −4.5, +3, 0. */
export function signed(value) {
  if (value === 0) return "0";
  return (value > 0 ? "+" : "−") + Math.abs(value);
}

export const isOpen = (market) => market.status === "ACTIVE" || market.status === "SUSPENDED";
export const isOver = (market) => market.status === "SETTLED" || market.status === "CANCELLED";

/**
 * The line whose two prices are nearest to each other. Open lines come before decided ones; the
 * line shown before wins a near tie, so that the main line does not flicker between two.
 */
export function mainLine(markets, shownKey) {
  let best = null;
  let bestScore = Infinity;
  for (const market of markets) {
    if (market.outcomes.length < 2) continue;
    const gap = Math.abs(Math.log(market.outcomes[0].price / market.outcomes[1].price));
    const score = gap + (isOpen(market) ? 0 : 1000) - (market.key === shownKey ? 0.05 : 0);
    if (score < bestScore) {
      best = market;
      bestScore = score;
    }
  }
  return best || markets[0] || null;
}

/** Home side and away side, or over and under, in the order in which the board shows them. */
export function sides(market) {
  const byId = new Map(market.outcomes.map((outcome) => [outcome.id, outcome]));
  const pick = (first, second) =>
    byId.has(first) && byId.has(second) ? [byId.get(first), byId.get(second)] : null;
  return pick("5", "4") || pick("1715", "1714") || pick("12", "13") || market.outcomes.slice(0, 2);
}

export function price(outcome, format) {
  if (!outcome || !outcome.price) return "–";
  if (format === "american") {
    return outcome.american > 0 ? "+" + outcome.american : "−" + Math.abs(outcome.american);
  }
  if (format === "fractional") return outcome.fractional;
  const decimal = outcome.price / 10000;
  return decimal.toFixed(decimal >= 100 ? 0 : decimal >= 10 ? 1 : decimal < 1.1 ? 3 : 2);
}

/** What a person calls the period. */
export function periodName(score) {
  if (!score || !score.period) return "";
  if (score.periodType === "OT") return score.period > 5 ? "OT" + (score.period - 4) : "OT";
  return "Q" + score.period;
}

export function clock(score) {
  if (!score) return "";
  const seconds = Math.max(0, score.remaining);
  if (seconds < 60) return seconds.toFixed(1);
  const whole = Math.floor(seconds);
  return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
}

const REASONS = {
  review: "Under review",
  injury: "Injury",
  trading: "By the trader",
  feed: "Feed is down",
  unavailable: "Not available",
  result: "Decided",
};

export const reasonText = (market) => REASONS[market.reason] || market.reason || "Suspended";

/** [class, text] of a settled outcome. */
export function resultOf(outcome) {
  if (!outcome || !outcome.result) return null;
  if (outcome.void === 1) return ["void", "Void"];
  const half = outcome.void === 0.5 ? "½ " : "";
  if (outcome.result === "WON") return ["won", half + "Won"];
  if (outcome.result === "LOST") return ["lost", half + "Lost"];
  return ["void", "Open"];
}
