import { fileURLToPath } from "node:url";
import { describe, expect, it, test } from "vitest";
import { loadDirectory } from "../../src/content/directory.ts";
import type { Platform, Service } from "../../src/content/directory-schema.ts";
import { fill } from "../../src/content/placeholders.ts";
import { needs } from "../../src/flows/needs.ts";
import { readingGrade } from "../support/reading.ts";

const directory = loadDirectory(fileURLToPath(new URL("../../src/content", import.meta.url)));
const services = Object.values(directory.services);
const platforms = Object.values(directory.platforms);

/** What a person may see of an entry: everything but its provenance. */
const shown = ({ sources: _s, unverified: _u, note: _n, ...rest }: Service | Platform) =>
  JSON.stringify(rest);

const sentencesOf = (service: Service) =>
  [service.about, service.next, service.warning].flatMap((words) => words?.en ?? []).join(" ");

describe("the directory", () => {
  it("has somebody for every need", () => {
    for (const need of needs)
      expect(
        services.some(({ meets }) => meets.includes(need)),
        need,
      ).toBe(true);
  });

  it("keeps the ids other rooms rely on", () => {
    for (const id of [
      "emergency-999",
      "childline",
      "revenge-porn-helpline",
      "ceop-safety-centre",
      "report-remove",
      "stopncii",
      "take-it-down",
      "samaritans",
      "shout-85258",
    ])
      expect(directory.services, id).toHaveProperty(id);
    for (const id of [
      "snapchat",
      "instagram",
      "whatsapp",
      "facebook",
      "tiktok",
      "discord",
      "telegram",
      "google-search",
      "omegle",
    ])
      expect(directory.platforms, id).toHaveProperty(id);
  });

  it("leaves local police forces to whoever deploys there", () => {
    for (const id of ["kent-police", "west-yorkshire-police"])
      expect(directory.services[id]?.meets).toEqual([]);
  });
});

describe("what must never be shown", () => {
  test.each(directory.retired.map(({ never, why }) => [never, why]))("%s: %s", (never) => {
    for (const entry of [...services, ...platforms]) {
      const text = shown(entry).toLowerCase();
      expect(text, entry.id).not.toContain(never.toLowerCase());
      if (/^[\d ]+$/.test(never))
        expect(text.replaceAll(" ", ""), entry.id).not.toContain(never.replaceAll(" ", ""));
    }
  });

  it("is on the list: the numbers that still go round", () => {
    const listed = directory.retired.map(({ never }) => never);
    expect(listed).toEqual(
      expect.arrayContaining(["jo@samaritans.org", "Action Fraud", "0808 80 10 100", "0808 802 9999"]),
    );
  });

  it("is any number of another country", () => {
    const american =
      /(?<!\d)(988|911|741741)(?!\d)|\b1?[ -]?\(?8(00|33|44|55|66|77|88)\)?-\d{3}-\d{4}|\+\s?\d/;
    for (const service of services) {
      const { url: _url, chat: _chat, ...rest } = service;
      expect(shown(rest as Service), service.id).not.toMatch(american);
    }
  });

  it("is a fact nobody verified", () => {
    for (const entry of [...services, ...platforms]) {
      const contacts = (entry.unverified ?? []).flatMap(
        (text) => text.match(/https?:\S+|\S+@\S+|0[\d ]{9,}\d/g) ?? [],
      );
      for (const contact of contacts) expect(shown(entry), entry.id).not.toContain(contact);
    }
  });
});

describe("every number", () => {
  const ukFormat =
    /^(999( then 55)?|111( then 2)?|101|159|116 123|0800 1111|0800 \d{3} \d{3,4}|0800 \d{2} \d{2} \d{2}|0800 \d{4} \d{3}|0808 \d{3} \d{4}|0808 \d{4} \d{3}|0808 80 10 800|08 08 16 89 111|0300 \d{3} \d{4}|0345 \d{4} \d{3}|02\d \d{4} \d{4})$/;

  test.each(
    services.flatMap(({ id, phone, welsh_phone }) =>
      [phone, welsh_phone].flatMap((p) => (p ? [[id, p.display, p.dial]] : [])),
    ),
  )("of %s is a UK number as printed: %s", (_id, display = "", dial = "") => {
    expect(display).toMatch(ukFormat);
    expect(display.replace(/ then .*/, "").replaceAll(" ", "")).toBe(dial);
  });

  it("to text is a UK short code or mobile number", () => {
    for (const { id, text } of services) if (text) expect(text.to, id).toMatch(/^(\d{3,5}|07\d{3} \d{6})$/);
  });
});

describe("every word", () => {
  it("is plain: grade 4 on average, and none above 6", () => {
    const grades = services.map((service) => ({ id: service.id, grade: readingGrade(sentencesOf(service)) }));
    for (const { id, how_to_report } of platforms)
      if (how_to_report?.en) grades.push({ id, grade: readingGrade(how_to_report.en) });
    expect(grades.filter((one) => one.grade > 6)).toEqual([]);
    expect(grades.reduce((sum, one) => sum + one.grade, 0) / grades.length).toBeLessThan(4);
  });

  it("asks nobody to save, copy or send a picture", () => {
    for (const entry of [...services, ...platforms])
      expect(shown(entry), entry.id).not.toMatch(
        /screenshot|(?<!Don't )(save|copy|download|forward) (the|your|a) (picture|photo|image|video)/i,
      );
  });

  it("promises nothing", () => {
    for (const entry of [...services, ...platforms])
      expect(shown(entry), entry.id).not.toMatch(/guarantee|will (be )?(removed?|taken? down)|always works/i);
  });
});

it("gives the contacts of a service for words that name it", () => {
  const nations = { england: "", wales: "", scotland: "", northern_ireland: "" };
  const said = (name: string, language = "en") =>
    fill(name, { language, person: {}, now: new Date(0), directory }, nations)?.value;
  expect([said("shout-85258.name"), said("shout-85258.text")]).toEqual(["Shout", "85258"]);
  expect([said("samaritans.name"), said("samaritans.phone")]).toEqual(["Samaritans", "116 123"]);
  expect(said("childline.phone")).toBe("0800 1111");
  expect(said("live-fear-free.name", "cy")).toBe("Byw Heb Ofn");
  expect(said("childline.name", "cy")).toBe("Childline");
});
