import path from 'node:path'
import { z } from 'zod'

const list = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  )

const megabytes = z.coerce.number().int().min(256)

const Settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.stringbool().optional(),
  DATA_DIR: z.string().default('.data'),
  DATABASE_URL: z.string().optional(),
  DATABASE_APP_URL: z.string().optional(),
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  ALLOWED_PRIVATE_HOSTS: list,
  DETECT_API_URL: z.url().optional(),
  DETECT_API_KEY: z.string().optional(),
  MEDIA_STORE: z.enum(['disk']).default('disk'),
  FETCH_MAX_MB: z.coerce.number().int().min(1).default(5120),
  SECURE_UPLOAD_MAX_MB: z.coerce.number().int().min(1).default(5120),
  C2PA_TRUST_LIST: z.string().optional(),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  ANALYSIS_TIMEOUT_SECONDS: z.coerce.number().int().min(5).default(600),
  ANALYSIS_MEMORY_MB: megabytes.default(2048),
})

export type Settings = Omit<z.infer<typeof Settings>, 'PUBLIC_URL' | 'TRUST_PROXY' | 'DATA_DIR'> & {
  PUBLIC_URL: string
  TRUST_PROXY: boolean
  DATA_DIR: string
}

/**
 * All settings, parsed once from an environment (see README, Settings).
 * `TRUST_PROXY` defaults to whether people come by https, which Docket itself does not speak.
 * `DATA_DIR` comes back absolute; `PUBLIC_URL` defaults to localhost, never 127.0.0.1 (next-auth loses its cookie there).
 * Throws an Error whose message names every setting that is wrong.
 */
export function readSettings(environment: NodeJS.ProcessEnv): Settings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = Settings.safeParse(given)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new Error(`Settings that cannot be used: ${faults.join('; ')}`)
  }
  const publicUrl = (parsed.data.PUBLIC_URL ?? `http://localhost:${parsed.data.PORT}`).replace(/\/+$/, '')
  return {
    ...parsed.data,
    PUBLIC_URL: publicUrl,
    TRUST_PROXY: parsed.data.TRUST_PROXY ?? /^https:/i.test(publicUrl),
    DATA_DIR: path.resolve(/* turbopackIgnore: true */ parsed.data.DATA_DIR),
  }
}

let settings: Settings | undefined

/** This process's settings, read from its environment at first use. */
export function env(): Settings {
  settings ??= readSettings(process.env)
  return settings
}
