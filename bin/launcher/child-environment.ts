import type { Settings } from '@/lib/env'

/** What web and worker are started with: the settings as they were read, and never a password of the database owner's. */
export function childEnvironment(settings: Settings, appUrl: string, secret: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    // Empty rather than absent: Next reads a file .env too, and would bring the owner's password back.
    DATABASE_URL: '',
    PGPASSWORD: '',
    POSTGRES_PASSWORD: '',
    DOCKET_PASSWORD: '',
    NODE_ENV: 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    HOST: settings.HOST,
    PORT: String(settings.PORT),
    PUBLIC_URL: settings.PUBLIC_URL,
    DATA_DIR: settings.DATA_DIR,
    DATABASE_APP_URL: appUrl,
    AUTH_SECRET: secret,
    // What a provider sends the browser back to: not what a proxy makes of the host and scheme.
    AUTH_URL: new URL(settings.PUBLIC_URL).origin,
  }
}
