import { withDatabase } from '@/bin/command/with-database'
import { env } from '@/lib/env'
import { seedDesk } from '../../scripts/screenshots/seed-desk'

/*
 * A process of its own, beside the Docket that runs on DATA_DIR: gives it the team of the screenshots, and the one that
 * has nothing yet. Prints what has an address of its own, as JSON.
 */

// Nobody listens there, and only this process may send there: what the running Docket has to deliver fails.
const nowhere = 'http://127.0.0.1:9'
const receivers = { taking: `${nowhere}/taking`, refusing: `${nowhere}/refusing` }
const seeded = await withDatabase(() => seedDesk(env().DATA_DIR, receivers, 'At work'))
console.log(JSON.stringify(seeded))
process.exit(0)
