import { config } from 'zod/v4/core'

// Before anything else runs in a browser: asked whether it may make functions of text, it tries to, which the pages' policy refuses.
config({ jitless: true })
