import os from 'node:os'
import path from 'node:path'
import { defineConfig } from 'vitest/config'

const resolve = { alias: { '@': path.resolve(import.meta.dirname) } }

export default defineConfig({
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['tests/**/*.test.ts'],
          exclude: [
            'tests/launcher/**',
            'tests/conformance/**',
            'tests/south/**',
            'tests/replicas/**',
            'tests/canary/**',
          ],
          globalSetup: ['tests/support/global-setup.ts'],
          // They wait for the database as much as they work; on two cores the default is one.
          maxWorkers: Math.max(2, os.availableParallelism() - 1),
          testTimeout: 30_000,
          hookTimeout: 60_000,
          env: { LOG_LEVEL: 'silent', AUTH_SECRET: 'a secret for tests only, thirty-two characters' },
          // It imports next/server without an extension, which a bundler finds and Node does not.
          server: { deps: { inline: ['next-auth'] } },
        },
      },
      {
        // The real `npm start`, one at a time; needs the production build (npm run build).
        resolve,
        test: {
          name: 'launcher',
          include: ['tests/launcher/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        // The Detect API's contract against the running product, over HTTP; needs the production build too.
        resolve,
        test: {
          name: 'conformance',
          include: ['tests/conformance/**/*.test.ts'],
          globalSetup: ['tests/conformance/start-desk.ts'],
          // They wait more than they work: one product serves two of them.
          maxWorkers: 2,
          maxConcurrency: 20,
          testTimeout: 60_000,
          hookTimeout: 120_000,
          env: { LOG_LEVEL: 'silent' },
        },
      },
      {
        // Two running products, the second the detector of the first; needs the production build too.
        resolve,
        test: {
          name: 'south',
          include: ['tests/south/**/*.test.ts'],
          globalSetup: ['tests/south/start-two.ts'],
          // Each of them gets in the way of both.
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: { LOG_LEVEL: 'silent' },
        },
      },
      {
        // Two webs and two workers on one Postgres; needs the production build too.
        resolve,
        test: {
          name: 'replicas',
          include: ['tests/replicas/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 150_000,
          hookTimeout: 150_000,
          env: { LOG_LEVEL: 'silent' },
        },
      },
      {
        // What must not be kept, searched for in every file of the running product; needs the production build too.
        resolve,
        test: {
          name: 'canary',
          include: ['tests/canary/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          env: { LOG_LEVEL: 'silent' },
        },
      },
    ],
  },
})
