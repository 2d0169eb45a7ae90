// @ts-check
import { h } from "preact";
import { exactTime } from "./time.js";

const TAGS = new Set(["p", "strong", "em", "del", "code", "pre", "blockquote", "ul", "ol", "li"]);

const one = (node) => {
  if (typeof node === "string") return node;
  switch (node.tag) {
    case "a":
      // A message of this page: its card's thread opens (app.js).
      if (node.href.startsWith("/#")) return h("a", { href: node.href.slice(1) }, rich(node.children));
      return h(
        "a",
        { href: node.href, target: "_blank", rel: "noopener noreferrer nofollow" },
        rich(node.children),
      );
    case "time":
      return h("time", { dateTime: new Date(node.at).toISOString() }, exactTime(node.at));
    case "person":
      return h(
        "span",
        { class: node.mention ? "mention" : "person" },
        node.mention ? `@${node.name}` : node.name,
      );
    case "br":
    case "hr":
      return h(node.tag, null);
    default:
      return TAGS.has(node.tag) ? h(node.tag, null, rich(node.children)) : null;
  }
};

/** Builds the elements of a formatted text (adapters/sandbox/render/rich.ts). @param {any[]} nodes */
export const rich = (nodes) => nodes.map(one);

/** @param {any[]} nodes @returns {string} */
export const plain = (nodes) =>
  nodes
    .map((node) => {
      if (typeof node === "string") return node;
      if (node.tag === "person") return node.name;
      if (node.tag === "time") return exactTime(node.at);
      return node.children ? `${plain(node.children)} ` : " ";
    })
    .join("");
