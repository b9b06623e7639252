import { run } from './preflight.mjs'

await run('start.ts')
