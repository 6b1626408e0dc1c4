// What can be tapped in the bot's words, and what must not be.

import { readdirSync, readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { piecesOf } from "../../src/bot/page/links.ts";

const hrefs = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? []);

it.each([
  ["Call 999.", ["tel:999"]],
  ["Call 999, then press 55.", ["tel:999"]],
  ["Call Childline on 0800 1111.", ["tel:08001111"]],
  ["Samaritans (116 123) or 111, then 2", ["tel:116123", "tel:111"]],
  ["999 101", ["tel:999", "tel:101"]],
  ["Text SHOUT to 85258. It's free.", ["sms:85258?&body=SHOUT"]],
  ["text 'register' to 999", ["sms:999?&body=register"]],
  ["Text 07860 077333 or call 0345 6000 459", ["sms:07860077333", "tel:03456000459"]],
  ["Text 7726 to tell your phone company", ["sms:7726"]],
  ["See https://www.childline.org.uk/get-support/.", ["https://www.childline.org.uk/get-support/"]],
  ["(reportremove.org.uk/help)", ["https://reportremove.org.uk/help"]],
  ["Send it to report@phishing.gov.uk.", ["mailto:report@phishing.gov.uk"]],
  ["Press 55 when asked. You are 15, they want £101 or £200. It took 111,000 people 48 hours in 2026.", []],
  ["javascript:alert(1) and data:text/html,x", []],
])("%s", (text, expected) => {
  expect(hrefs(text)).toEqual(expected);
  expect(
    piecesOf(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

const folder = new URL("../../src/content/services/", import.meta.url);
const services = readdirSync(folder)
  .filter((name) => name.endsWith(".yaml") && name !== "retired.yaml")
  .flatMap((name) =>
    Object.entries(parse(readFileSync(new URL(name, folder), "utf8")) as Record<string, Service>),
  );
type Service = { phone?: { display: string; dial: string }; text?: { to: string; body?: string } };

it("reaches every number of the directory", () => {
  expect(services.length).toBeGreaterThan(20);
  for (const [id, { phone, text }] of services) {
    if (phone) expect.soft(hrefs(`Call ${phone.display}`), id).toEqual([`tel:${phone.dial}`]);
    if (!text) continue;
    const sms = `sms:${text.to.replaceAll(" ", "")}${text.body ? `?&body=${text.body}` : ""}`;
    expect.soft(hrefs(`Text ${text.body ? `${text.body} to ` : ""}${text.to}`), id).toEqual([sms]);
  }
});
