import { run } from './preflight.mjs'

await run('docket.ts')
