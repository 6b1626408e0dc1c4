import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    // A browser, a server and a store of one's own each: these take their time on a small machine.
    testTimeout: 120_000,
    hookTimeout: 60_000,
    pool: "forks",
    reporters: process.env.CI ? ["dot"] : ["default"],
  },
});
