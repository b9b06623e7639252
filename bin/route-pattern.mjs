import fs from 'node:fs'
import path from 'node:path'

/**
 * Makes the function that says which of the app's routes an address belongs to, as `/cases/[number]`: never the address
 * itself, which names cases. Reads what Next has built; `other` where nothing matches.
 */
export function routePatterns(folder) {
  const { staticRoutes = [], dynamicRoutes = [] } = readManifest(folder)
  const still = new Set(staticRoutes.map(({ page }) => page))
  const moving = dynamicRoutes.map(({ page, regex }) => [page, new RegExp(regex)])
  return (url) => {
    const address = url.split(/[?#]/, 1)[0]
    if (address.startsWith('/_next/')) return '/_next'
    const bare = address.length > 1 ? address.replace(/\/+$/, '') : address
    if (still.has(bare)) return bare
    return moving.find(([, regex]) => regex.test(bare))?.[0] ?? 'other'
  }
}

function readManifest(folder) {
  try {
    return JSON.parse(fs.readFileSync(path.join(folder, '.next/routes-manifest.json'), 'utf8'))
  } catch {
    return {}
  }
}
