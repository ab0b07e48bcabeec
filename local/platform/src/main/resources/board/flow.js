// The strip at the top: every hop of the flow with its records, rate and lag.

const BRANCH = ["analytics", "clickhouse", "parquet", "postgres", "odds_current"];
const hops = new Map(); // name -> {node, parts, records, at, rate}

function make(tag, className, text) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  if (text !== undefined) node.textContent = text;
  return node;
}

function compact(count) {
  if (count < 100000) return count.toLocaleString("en");
  return (count / 1000).toLocaleString("en", { maximumFractionDigits: count < 1e6 ? 0 : 1 }) + "k";
}

function hopOf(name) {
  if (!hops.has(name)) {
    const node = make("div", "hop");
    const parts = { records: make("b"), rate: make("span", "rate"), lag: make("span", "lag") };
    const title = make("span", "title");
    title.append(make("i", "dot"), make("span", "", name.replace("_", " ")));
    const figures = make("span", "figures");
    figures.append(parts.records, parts.rate);
    node.append(title, figures, parts.lag);
    const isBranch = BRANCH.includes(name.toLowerCase().split(" ")[0]);
    document.getElementById(isBranch ? "flow-branch" : "flow-main").append(node);
    hops.set(name, { node, parts, records: null, at: 0, rate: 0 });
  }
  return hops.get(name);
}

export function drawFlow(list) {
  const now = performance.now();
  const alerts = [];
  for (const status of list) {
    const hop = hopOf(status.name);
    const counted = status.records >= 0;
    if (counted && hop.records !== null && now > hop.at) {
      const rate = Math.max(0, ((status.records - hop.records) * 1000) / (now - hop.at));
      hop.rate = hop.rate * 0.4 + rate * 0.6;
    }
    hop.records = counted ? status.records : null;
    hop.at = now;
    hop.parts.records.textContent = counted ? compact(status.records) : "";
    hop.parts.rate.textContent = counted ? Math.round(hop.rate) + "/s" : "";
    hop.parts.lag.textContent = status.lag >= 0 ? "lag " + compact(status.lag) : status.healthy ? "up" : "down";
    hop.node.className = "hop " + (!status.healthy ? "down" : status.lag > 1000 ? "behind" : "well");
    hop.node.title = status.detail;
    if (!status.healthy) alerts.push(status.name + ": " + (status.detail || "unhealthy"));
  }
  for (const [name, hop] of hops) {
    if (!list.some((status) => status.name === name)) {
      hop.node.remove();
      hops.delete(name);
    }
  }
  document.getElementById("alerts").replaceChildren(...alerts.map((text) => make("li", "", text)));
}
