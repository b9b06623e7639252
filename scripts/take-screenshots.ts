import fs from 'node:fs'
import path from 'node:path'
import { chromium } from '@playwright/test'
import startProduct from '../tests/support/start-product'
import { findChromium } from './ensure-chromium'
import { galleryOf } from './screenshots/gallery'
import { shots } from './screenshots/pages'
import { startReceivers } from './screenshots/receivers'
import { takePictures } from './screenshots/take-pictures'

/*
 * `npm run screenshots`: pictures of every page, light and dark, on a desktop and a phone, in docs/screenshots. It starts Docket on
 * a data folder of its own, fills it with a team at work, and stops it again. Words choose pages: `npm run screenshots -- queue`.
 */

const wanted = process.argv.slice(2)
const receivers = await startReceivers()
const hosts = [receivers.taking, receivers.refusing].map((url) => new URL(url).host)
process.env.ALLOWED_PRIVATE_HOSTS = hosts.join(',')
const stop = await startProduct()
const browser = await chromium.launch({ executablePath: findChromium() ?? '', args: ['--no-sandbox', '--disable-gpu'] })
try {
  const dataFolder = process.env.DOCKET_DATA_DIR ?? ''
  process.env.DATA_DIR = dataFolder
  // Not before: what these load reads the settings at once.
  const { withDatabase } = await import('../bin/command/with-database')
  const { seedDesk } = await import('./screenshots/seed-desk')
  const seeded = await withDatabase(() => seedDesk(dataFolder, receivers))
  const all = shots(seeded.shown, seeded.ids)
  const chosen = wanted.length > 0 ? all.filter(({ name }) => wanted.some((word) => name.includes(word))) : all
  const folder = path.resolve('docs/screenshots')
  const failed = await takePictures(browser, process.env.DOCKET_URL ?? '', chosen, folder)
  fs.writeFileSync(path.join(folder, 'README.md'), galleryOf(all.map(({ name }) => name)))
  console.log(`${chosen.length} pages, each in four looks, in docs/screenshots.`)
  if (failed.length > 0) {
    console.error(`These could not be taken:\n${failed.join('\n')}`)
    process.exitCode = 1
  }
} finally {
  await browser.close()
  await stop()
  await receivers.stop()
}
