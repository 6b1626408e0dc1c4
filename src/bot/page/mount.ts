// Serves the chat page: a handful of small files, made once at start, the words in the person's language.

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import type { Request, Response, Server } from "restify";
import { piecesOf } from "./links.ts";

/** Where the page's words come from: content, as far as the page needs it. The first language is spoken where none is asked for. */
export type PageContent = {
  readonly languages: readonly string[];
  readonly words: Readonly<Record<string, { readonly page: Readonly<Record<string, string>> }>>;
};

type Asset = { readonly type: string; readonly plain: Buffer; readonly gzip: Buffer; readonly br: Buffer };

const folder = new URL("./", import.meta.url);
const source = (name: string) => readFileSync(new URL(name, folder), "utf8");

/** Adds the page to the server, in the first language unless `?lang=` names another. A missing word stops the start. */
export function mountPage(server: Server, content: PageContent): void {
  const template = source("index.html");
  const pages = new Map(
    content.languages.map((language) => [language, asset("text/html", written(template, content, language))]),
  );
  const first = pages.get(content.languages[0] ?? "");
  if (!first) throw new RangeError("the chat page has no language");

  server.get("/", async (request, response) => {
    response.setHeader("content-security-policy", policyFor(request.headers.host));
    const asked = new URL(request.url ?? "/", "http://localhost").searchParams.get("lang");
    serve(request, response, pages.get(asked ?? "") ?? first);
  });
  const files = {
    "/page.css": asset("text/css", source("page.css")),
    "/page.js": asset("text/javascript", script()),
    "/icon.svg": asset("image/svg+xml", source("icon.svg")),
  };
  for (const [path, file] of Object.entries(files))
    server.get(path, async (request, response) => serve(request, response, file));
}

/** Puts a language's words into the page. `{{languages}}` becomes links to the page in the other languages. */
function written(template: string, content: PageContent, language: string): string {
  const words = content.words[language]?.page ?? {};
  return template
    .replace('lang="en"', `lang="${escaped(language)}"`)
    .replace(/\{\{(\w+)\}\}/g, (_, id: string) => {
      if (id === "languages") return languageLinks(content, language);
      const word = words[id];
      if (word === undefined || word === "")
        throw new RangeError(`the chat page in ${language} has no word for ${id}`);
      return id === "no_script" ? word.trim().split("\n").map(item).join("") : escaped(word);
    });
}

function languageLinks(content: PageContent, language: string): string {
  return content.languages
    .filter((other) => other !== language)
    .map((other) => {
      const name = escaped(content.words[other]?.page.language_name ?? other);
      return ` <a href="/?lang=${other}" lang="${other}" hreflang="${other}">${name}</a>`;
    })
    .join("");
}

const item = (line: string): string => {
  const pieces = piecesOf(line).map(({ text, href }) =>
    href === undefined ? escaped(text) : `<a href="${escaped(href)}">${escaped(text)}</a>`,
  );
  return `<li>${pieces.join("")}</li>`;
};

const escaped = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

/** The page's TypeScript as one small script for browsers. */
function script(): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL("page.ts", folder))],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: "es2020",
    charset: "utf8",
    logLevel: "silent",
  });
  return outputFiles[0]?.text ?? "";
}

// Nothing but our own files and our own Direct Line. Browsers of a few years ago do not count sockets as 'self'.
function policyFor(host: string | undefined): string {
  const sockets = host === undefined ? "" : ` ws://${host} wss://${host}`;
  return [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
  ].join("; ");
}

function asset(type: string, text: string): Asset {
  const plain = Buffer.from(text);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } };
  return {
    type: `${type}; charset=utf-8`,
    plain,
    gzip: gzipSync(plain, { level: 9 }),
    br: brotliCompressSync(plain, quality),
  };
}

function serve(request: Request, response: Response, file: Asset) {
  const accepted = request.headers["accept-encoding"] ?? "";
  const encoding = /\bbr\b/.test(accepted) ? "br" : /\bgzip\b/.test(accepted) ? "gzip" : undefined;
  const body = file[encoding ?? "plain"];
  response.writeHead(200, {
    "content-type": file.type,
    "content-length": body.length,
    vary: "accept-encoding",
    ...(encoding && { "content-encoding": encoding }),
  });
  response.end(body);
}
