// `npm run understand`: JSON lines {text, asked, language} in, JSON lines {facts, signals, language, reasons, confidence} out.
import { createInterface } from "node:readline";
import { z } from "zod";
import { understand } from "./index.ts";
import { askedOf, lexiconOf } from "./lines.ts";
import { labelled } from "./score.ts";

const lineSchema = z.object({
  text: z.string(),
  asked: z.string().nullish(),
  language: z.string().default("en"),
});

/** What one line says; never throws. */
export function answerLine(line: string): Record<string, unknown> {
  try {
    const { text, asked = null, language } = lineSchema.parse(JSON.parse(line));
    const reading = understand(text, askedOf(asked), lexiconOf(language));
    return {
      facts: labelled(reading, asked === "opening" ? "role" : asked),
      signals: reading.signals,
      language: reading.language ?? language,
      ...(reading.about ? { about: reading.about } : {}),
      ...(reading.doubt ? { doubt: reading.doubt } : {}),
      reasons: reading.reasons,
      confidence: reading.confidence,
    };
  } catch (error) {
    return { error: error instanceof Error ? (error.message.split("\n")[0] ?? "bad line") : "bad line" };
  }
}

if (import.meta.main)
  for await (const line of createInterface({ input: process.stdin }))
    if (line.trim()) process.stdout.write(`${JSON.stringify(answerLine(line))}\n`);
