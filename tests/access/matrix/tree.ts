import fs from 'node:fs'
import path from 'node:path'

export const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const
export type Method = (typeof methods)[number]

const slashes = (file: string) => file.replaceAll('\\', '/')
const found = (pattern: string) => fs.globSync(pattern).map(slashes).sort()

/** Every page under app/, by its file. */
export const pageFiles = found('app/**/page.{tsx,ts,jsx,js}')
/** Every route under app/, by its file. */
export const routeFiles = found('app/**/route.{ts,tsx,js}')
/** Every file whose exports a browser can call. */
export const actionFiles = found('{app,components,lib}/**/*.{ts,tsx}').filter((file) =>
  /^\s*['"]use server['"]/m.test(fs.readFileSync(file, 'utf8')),
)

/** The module of a file of this repository, whatever it exports. */
export async function load(file: string): Promise<Record<string, unknown>> {
  return import(path.resolve(file))
}

/** The names of all functions that a module exports. */
export async function functionsOf(file: string): Promise<string[]> {
  return Object.entries(await load(file))
    .filter(([, value]) => typeof value === 'function')
    .map(([name]) => name)
    .sort()
}

/** The address of a page, `/cases/[number]`. */
export function addressOf(file: string): string {
  const parts = file.split('/').slice(1, -1)
  return `/${parts.filter((part) => !/^\(.*\)$/.test(part)).join('/')}`
}
