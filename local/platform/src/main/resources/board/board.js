// The page: keeps the image that the stream sends, and draws the games that changed.
import * as M from "/markets.js";
import { drawFlow } from "/flow.js";

const games = new Map(); // id -> {game, markets: Map, card}
const dirty = new Set();
const choices = { format: saved("format", "decimal"), scheme: saved("scheme", "auto") };
const FLASH_MS = 1600;
let updates = 0;
let frame = 0;

const $ = (id) => document.getElementById(id);

function saved(name, otherwise) {
  try {
    return localStorage.getItem("board." + name) || otherwise;
  } catch {
    return otherwise;
  }
}

function save(name, value) {
  choices[name] = value;
  try {
    localStorage.setItem("board." + name, value);
  } catch {
    // A browser that keeps nothing still shows the choice.
  }
}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function set(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function lock() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "lock");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", "#lock");
  svg.append(use);
  return svg;
}

/** A price that knows where it came from: flashes and points when it moves. */
class Price {
  constructor(className) {
    this.node = make("span", "price " + (className || ""));
    this.label = make("span", "line");
    this.arrow = make("span", "arrow");
    this.value = make("span", "value");
    this.result = make("span", "result");
    this.node.append(this.label, this.arrow, this.value, lock(), this.result);
    this.last = null;
  }

  show(market, outcome, label) {
    const key = market ? market.key : "";
    set(this.label, label || "");
    const result = M.resultOf(outcome);
    set(this.value, M.price(outcome, choices.format));
    set(this.result, result ? result[1] : "");
    const state = !market
      ? "none"
      : M.isOver(market)
        ? "settled " + (result ? result[0] : "")
        : market.status === "SUSPENDED"
          ? "suspended"
          : market.status === "DEACTIVATED" || !outcome || !outcome.active
            ? "closed"
            : "open";
    if (this.state !== state) {
      this.node.classList.remove(...(this.state || "").split(" ").filter(Boolean));
      this.node.classList.add(...state.split(" ").filter(Boolean));
      this.state = state;
    }
    this.node.title = market && market.status === "SUSPENDED" ? M.reasonText(market) : "";
    const now = outcome ? outcome.price : null;
    if (this.key === key && this.last !== null && now !== null && now !== this.last && state === "open") {
      this.move(now > this.last ? "up" : "down");
    }
    this.key = key;
    this.last = now;
  }

  move(direction) {
    this.node.classList.remove("up", "down");
    void this.node.offsetWidth; // restarts the animation
    this.node.classList.add(direction);
    set(this.arrow, direction === "up" ? "▲" : "▼");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.node.classList.remove("up", "down");
      set(this.arrow, "");
    }, FLASH_MS);
  }
}

/** One game: score and main lines up front, every line and player below. */
class Card {
  constructor() {
    this.node = make("article", "game");
    this.head = make("header");
    this.status = make("span", "badge");
    this.when = make("span", "when");
    this.count = make("span", "count");
    this.head.append(this.status, this.when, this.count);
    this.banner = make("p", "banner");
    this.mains = make("div", "mains");
    for (const title of ["", "Winner", "Handicap", "Total"]) {
      this.mains.append(make("span", "column", title));
    }
    this.away = this.side("away");
    this.home = this.side("home");
    this.lines = new Table("Lines", ["Market", "Line", "Away/Over", "Home/Under"]);
    this.players = new Table("Player points", ["Player", "Line", "Over", "Under"]);
    const tables = make("div", "tables");
    tables.append(this.lines.node, this.players.node);
    this.node.append(this.head, this.banner, this.mains, tables);
    this.mainKeys = {};
  }

  side(which) {
    const team = make("span", "team " + which);
    const parts = {
      tri: make("b", "tri"),
      name: make("span", "name"),
      score: make("span", "score"),
      winner: new Price("main"),
      handicap: new Price("main"),
      total: new Price("main"),
    };
    const names = make("span", "names");
    names.append(parts.tri, parts.name);
    team.append(names, parts.score);
    this.mains.append(team, parts.winner.node, parts.handicap.node, parts.total.node);
    return parts;
  }

  draw(entry) {
    const { game } = entry;
    const markets = [...entry.markets.values()];
    this.drawHead(game, markets);
    for (const [parts, team] of [[this.away, game.away], [this.home, game.home]]) {
      set(parts.tri, team.tri);
      set(parts.name, team.name === team.tri ? "" : team.name);
    }
    set(this.away.score, game.score ? String(game.score.away) : "");
    set(this.home.score, game.score ? String(game.score.home) : "");
    const of = (id) => markets.filter((market) => market.id === id);
    this.drawMain("winner", of(M.WINNER), () => ["", ""]);
    this.drawMain("handicap", of(M.HANDICAP), (line) => [M.signed(-line), M.signed(line)]);
    this.drawMain("total", of(M.TOTAL), (line) => ["O " + line, "U " + line]);
    const lines = markets.filter((market) => market.id !== M.PLAYER_POINTS && market.id !== M.WINNER);
    const told = this.node.classList.contains("all-suspended");
    this.lines.draw(lines, (market) => this.lineLabels(game, market), told);
    const player = (market) => [market.playerName || market.player || "", String(M.line(market) ?? "")];
    this.players.draw(of(M.PLAYER_POINTS), player, told);
  }

  drawMain(part, markets, labels) {
    const main = M.mainLine(markets, this.mainKeys[part]);
    this.mainKeys[part] = main ? main.key : null;
    const [first, second] = main ? M.sides(main) : [null, null];
    const [above, below] = main ? labels(M.line(main) ?? 0) : ["", ""];
    this.away[part].show(main, first, above);
    this.home[part].show(main, second, below);
  }

  lineLabels(game, market) {
    const line = M.line(market);
    if (market.id === M.HANDICAP) return ["Handicap", game.home.tri + " " + M.signed(line)];
    if (market.id === M.TOTAL) return ["Total", String(line)];
    if (market.id === M.HOME_TOTAL) return [game.home.tri + " total", String(line)];
    if (market.id === M.AWAY_TOTAL) return [game.away.tri + " total", String(line)];
    return [market.name, market.spec];
  }

  drawHead(game, markets) {
    const score = game.score;
    const open = markets.filter(M.isOpen);
    const suspended = open.filter((market) => market.status === "SUSPENDED");
    const settled = markets.length > 0 && markets.every(M.isOver);
    const over = settled || (score && ["ENDED", "CLOSED"].includes(score.status));
    const live = score && score.period > 0 && !over;
    const state = over ? "final" : live ? "live" : "soon";
    set(this.status, over ? (settled ? "Settled" : "Final") : live ? M.periodName(score) + " " + M.clock(score) : "Upcoming");
    this.status.className = "badge " + state;
    const day = game.date.replace(/(\d{4})(\d\d)(\d\d)/, "$1-$2-$3");
    set(this.when, game.league.toUpperCase() + " · " + day + (over && score && score.period > 4 ? " · after overtime" : ""));
    set(this.count, markets.length + " markets · " + game.updates.toLocaleString("en") + " updates");
    const all = open.length > 0 && suspended.length === open.length;
    this.node.classList.toggle("all-suspended", all);
    if (all && !this.banner.firstChild) this.banner.append(lock(), make("span"));
    if (!all) this.banner.replaceChildren();
    else set(this.banner.lastChild, "All markets suspended · " + M.reasonText(suspended[0]));
  }
}

/** A dense table whose rows stay where they are and change in place. */
class Table {
  constructor(title, columns) {
    this.node = make("details", "block");
    this.node.open = matchMedia("(min-width: 761px)").matches;
    this.caption = make("summary", "", title);
    this.table = make("table");
    const head = make("tr");
    columns.forEach((column) => head.append(make("th", "", column)));
    this.table.append(make("thead"), make("tbody"));
    this.table.tHead.append(head);
    const scroll = make("div", "scroll");
    scroll.append(this.table);
    this.node.append(this.caption, scroll);
    this.rows = new Map();
  }

  /** @param told whether the card already says that everything is suspended */
  draw(markets, labels, told) {
    this.node.classList.toggle("hidden", markets.length === 0);
    if (markets.some((market) => !this.rows.has(market.key)) || markets.length !== this.rows.size) {
      this.arrange(markets, labels);
    }
    for (const market of markets) {
      const row = this.rows.get(market.key);
      const [first, second] = M.sides(market);
      set(row.name, labels(market)[0]);
      row.first.show(market, first);
      row.second.show(market, second);
      row.node.className =
        market.status === "DEACTIVATED" ? "closed" : market.status === "SUSPENDED" ? "suspended" : "";
      set(row.note, market.status === "DEACTIVATED" ? "decided" : market.status === "SUSPENDED" && !told ? M.reasonText(market).toLowerCase() : market.status === "CANCELLED" ? "cancelled" : "");
    }
  }

  arrange(markets, labels) {
    const order = { [M.HANDICAP]: 1, [M.TOTAL]: 2, [M.AWAY_TOTAL]: 3, [M.HOME_TOTAL]: 4 };
    const sorted = [...markets].sort(
      (a, b) =>
        (order[a.id] || 9) - (order[b.id] || 9) ||
        labels(a)[0].localeCompare(labels(b)[0]) ||
        (M.line(a) ?? 0) - (M.line(b) ?? 0));
    let group = null;
    const rows = sorted.map((market) => {
      let row = this.rows.get(market.key);
      if (!row) {
        row = { node: make("tr"), name: make("span"), note: make("small"), first: new Price(), second: new Price() };
        const label = make("td");
        label.append(row.name, row.note);
        const [one, two] = [make("td"), make("td")];
        one.append(row.first.node);
        two.append(row.second.node);
        row.node.append(label, make("td", "line", labels(market)[1]), one, two);
        this.rows.set(market.key, row);
      }
      row.node.toggleAttribute("data-group", group !== null && market.id !== group);
      group = market.id;
      return row.node;
    });
    this.table.tBodies[0].replaceChildren(...rows);
  }
}

function draw() {
  frame = 0;
  for (const id of dirty) {
    const entry = games.get(id);
    if (!entry.game) continue;
    if (!entry.card) entry.card = new Card();
    entry.card.draw(entry);
  }
  dirty.clear();
  const order = (entry) => {
    const status = entry.game.score ? entry.game.score.status : "NOT_STARTED";
    return status === "LIVE" ? 0 : ["ENDED", "CLOSED"].includes(status) ? 2 : 1;
  };
  const shown = [...games.values()].filter((entry) => entry.card);
  shown.sort((a, b) => order(a) - order(b) || a.game.id.localeCompare(b.game.id));
  const main = $("games");
  shown.forEach((entry, at) => {
    if (main.children[at] !== entry.card.node) main.insertBefore(entry.card.node, main.children[at] || null);
  });
  $("empty").classList.toggle("hidden", shown.length > 0);
  set($("total-games"), String(shown.length));
  let open = 0;
  for (const entry of shown) for (const market of entry.markets.values()) if (market.status === "ACTIVE") open++;
  set($("total-open"), open.toLocaleString("en"));
}

function redraw() {
  if (!frame) frame = requestAnimationFrame(draw);
}

function entryOf(id) {
  if (!games.has(id)) games.set(id, { game: null, markets: new Map(), card: null });
  return games.get(id);
}

function takeImage(event) {
  const image = JSON.parse(event.data);
  if (image.full) {
    for (const entry of games.values()) entry.card?.node.remove();
    games.clear();
  }
  for (const game of image.games) {
    const entry = entryOf(game.id);
    if (entry.game) updates += Math.max(0, game.updates - entry.game.updates);
    entry.game = game;
    dirty.add(game.id);
  }
  for (const market of image.markets) {
    entryOf(market.game).markets.set(market.key, market);
    dirty.add(market.game);
  }
  redraw();
}

function link(state, text) {
  $("link").className = "pill " + state;
  set($("link"), text);
}

function choose() {
  for (const button of $("format").children) {
    button.setAttribute("aria-checked", String(button.dataset.value === choices.format));
  }
  document.documentElement.dataset.scheme = choices.scheme;
  set($("scheme"), choices.scheme);
}

$("format").addEventListener("click", (event) => {
  const value = event.target.dataset.value;
  if (!value) return;
  save("format", value);
  choose();
  games.forEach((entry, id) => dirty.add(id));
  redraw();
});
$("scheme").addEventListener("click", () => {
  const order = ["auto", "dark", "light"];
  save("scheme", order[(order.indexOf(choices.scheme) + 1) % 3]);
  choose();
});
choose();

let ratedAt = performance.now();
setInterval(() => {
  const now = performance.now();
  set($("total-rate"), Math.round((updates * 1000) / (now - ratedAt)).toLocaleString("en"));
  updates = 0;
  ratedAt = now;
}, 2000);

const stream = new EventSource("/events");
stream.addEventListener("open", () => link("live", "live"));
stream.addEventListener("error", () => link("lost", "reconnecting"));
stream.addEventListener("image", takeImage);
stream.addEventListener("health", (event) => drawFlow(JSON.parse(event.data)));
