import { startLanes } from '@/lib/jobs/worker-lanes'

/** A worker whose jobs never end, for tests that kill it. Says `taken` when it has one. */
const stuck = {
  run: async () => {
    process.send?.('taken')
    await new Promise(() => {})
  },
  onGivenUp: async () => {},
}
const appUrl = process.env.DATABASE_APP_URL
if (!appUrl) throw new Error('DATABASE_APP_URL is not set')
await startLanes(appUrl, { 'detection.run': stuck, 'media.fetch': stuck }, { 'detection.run': 1, 'media.fetch': 1 })
