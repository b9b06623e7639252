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

/** Raw Ed25519 public keys: 32 bytes each, in base64. */
const areKeys = (keys: string[]) => keys.every((key) => Buffer.from(key, 'base64').length === 32)

/** The process of an analysis has a working directory of its own. */
const absolute = (file: string) => path.resolve(/* turbopackIgnore: true */ file)

const isOpenShare = (share: number) => share > 0 && share < 1
const openShareWords = 'is the share of fakes among what is handed in, above 0 and below 1: 0.05'

const megabytes = z.coerce.number().int().min(256)

/** What UploadThing's token holds: base64 of JSON (docs.uploadthing.com, v7). */
const TokenContent = z.object({
  apiKey: z.string().startsWith('sk_'),
  appId: z.string().min(1),
  ingestHost: z.string().min(1).default('ingest.uploadthing.com'),
})

function readToken(raw: string, context: z.RefinementCtx) {
  try {
    return { raw, ...TokenContent.parse(JSON.parse(Buffer.from(raw, 'base64').toString())) }
  } catch {
    context.addIssue('is no UploadThing token; copy it whole from “API Keys” on the app’s dashboard')
    return z.NEVER
  }
}

/** `editors=Newsroom:moderator, chiefs=Newsroom:admin`: what a person's claim says, and the team and role it means. */
function readTeamMap(text: string, context: z.RefinementCtx) {
  const parts = text.split(',').map((part) => part.trim())
  return parts.filter(Boolean).flatMap((part) => {
    const [, value = '', team = '', role = ''] = /^(.+)=(.+):(\w+)$/.exec(part)?.map((one) => one.trim()) ?? []
    const known = (['moderator', 'manager', 'admin'] as const).find((one) => one === role)
    if (known && value && team) return [{ value, team, role: known }]
    context.addIssue(`“${part}” is not VALUE=TEAM:ROLE, with moderator, manager or admin as the role`)
    return []
  })
}

const Settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: z.stringbool().optional(),
  DATA_DIR: z.string().default('.data'),
  WORK_FOLDER_MEMORY: z.string().default('/dev/shm'),
  DATABASE_URL: z.string().optional(),
  DATABASE_APP_URL: z.string().optional(),
  AUTH_SECRET: z.string().min(32, 'at least 32 characters').optional(),
  ALLOWED_PRIVATE_HOSTS: list,
  DETECT_API_URL: z.url().optional(),
  DETECT_API_KEY: z.string().optional(),
  MEDIA_STORE: z.enum(['disk', 's3', 'uploadthing']).default('disk'),
  S3_BUCKET: z.string().optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: z.stringbool().optional(),
  UPLOADTHING_TOKEN: z.string().transform(readToken).optional(),
  UPLOADTHING_API_URL: z.url({ protocol: /^https?$/ }).default('https://api.uploadthing.com'),
  UPLOADTHING_INGEST_URL: z.url({ protocol: /^https?$/ }).optional(),
  UPLOADTHING_UFS_HOST: z.string().default('ufs.sh'),
  UPLOADTHING_UFS_APP_ID_LOCATION: z.enum(['subdomain', 'path']).default('subdomain'),
  FETCH_MAX_MB: z.coerce.number().int().min(1).default(5120),
  SECURE_UPLOAD_MAX_MB: z.coerce.number().int().min(1).default(5120),
  C2PA_TRUST_LIST: z.string().optional(),
  MODELS_FILE: z.string().transform(absolute).optional(),
  HF_ENDPOINT: z.url({ protocol: /^https?$/ }).default('https://huggingface.co'),
  BASE_RATE: z.coerce.number(openShareWords).refine(isOpenShare, openShareWords).optional(),
  TRAIL_FORMER_KEYS: list.refine(areKeys, 'public keys are 32 bytes in base64, with commas between'),
  TRAIL_MIRROR_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRAIL_MIRROR_EMAIL: z.email().optional(),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  SMTP_FROM: z.string().optional(),
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().optional(),
  OIDC_NAME: z.string().max(40).default('single sign-on'),
  OIDC_SCOPES: z.string().default('openid email profile'),
  OIDC_TEAMS_CLAIM: z.string().default('groups'),
  OIDC_TEAMS: z.string().default('').transform(readTeamMap),
  STEP_UP_MINUTES: z.coerce.number().min(1).max(720).default(10),
  METRICS_PORT: z.coerce.number().int().min(1).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).optional(),
  OTEL_SERVICE_NAME: z.string().default('docket'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
  ANALYSIS_TIMEOUT_SECONDS: z.coerce.number().int().min(5).default(600),
  ANALYSIS_MEMORY_MB: megabytes.default(2048),
})

/** What a media store cannot do without. */
const needs: Record<string, readonly (keyof z.infer<typeof Settings>)[]> = {
  s3: ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'],
  uploadthing: ['UPLOADTHING_TOKEN'],
}

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
  const { MEDIA_STORE } = parsed.data
  const missing = (needs[MEDIA_STORE] ?? []).filter((name) => parsed.data[name] === undefined)
  if (missing.length > 0) {
    throw new Error(
      `Settings that are missing: MEDIA_STORE=${MEDIA_STORE} needs ${missing.join(', ')}. Give them, or set MEDIA_STORE=disk.`,
    )
  }
  const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = parsed.data
  const oidc = [OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET]
  if (oidc.some(Boolean) && !oidc.every(Boolean)) {
    throw new Error(
      'Settings that are missing: sign-in with OIDC needs OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET, all three.',
    )
  }
  if (parsed.data.TRAIL_MIRROR_EMAIL && !parsed.data.SMTP_URL) {
    throw new Error('Settings that are missing: TRAIL_MIRROR_EMAIL needs SMTP_URL, the server that takes the mails.')
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
