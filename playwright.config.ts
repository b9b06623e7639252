import { defineConfig } from '@playwright/test'
import { findChromium } from './scripts/ensure-chromium'
import { type JourneyLane, journeyLanes } from './tests/support/journey-lanes'

const executablePath = findChromium()
const lane = process.env.JOURNEYS_LANE as JourneyLane | undefined

/** Browser journeys against the real product: tests/support/start-product.ts runs `npm start` on a data folder of its own. */
export default defineConfig({
  testDir: 'tests/journeys',
  ...(lane && { testMatch: journeyLanes[lane].map((file) => `${file}.spec.ts`) }),
  outputDir: lane ? `test-results/${lane}` : 'test-results',
  globalSetup: './tests/support/start-product.ts',
  workers: 1,
  retries: 0,
  // Lanes share the machine.
  timeout: lane ? 120_000 : 60_000,
  forbidOnly: true,
  reporter: [['list']],
  expect: { timeout: lane ? 20_000 : 10_000 },
  use: {
    // Set by the global setup: the port is whichever is free.
    baseURL: process.env.DOCKET_URL ?? `http://localhost:${process.env.JOURNEYS_PORT ?? 3210}`,
    trace: 'retain-on-failure',
    launchOptions: {
      ...(executablePath ? { executablePath } : {}),
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [{ name: 'chromium', use: { browserName: 'chromium' } }],
})
