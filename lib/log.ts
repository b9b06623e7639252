import pino from 'pino'
import { env } from './env'

/** Structured log, one JSON line per entry. Ids only: never media, filenames, URLs of media or text from cases. */
export const log = pino({ level: env().LOG_LEVEL, base: { pid: process.pid } })
