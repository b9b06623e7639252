import type { C2paManifest } from '@/lib/engine/analysis'

/** A manifest of a file, or an ingredient of one that has none here. */
export interface ManifestNode {
  /** Its place in the tree. */
  key: string
  /** What it is to the one above: "This file", "What it was made from". */
  role: string
  /** Null: it has no Content Credentials in this file. */
  label: string | null
  generator: string | null
  signer: string | null
  format: string | null
  /** What it states, in words. */
  states: string[]
  children: ManifestNode[]
}

const deepest = 8
const most = 60

/**
 * The manifests of a file as a tree, from the active one down to what it was made from; and those nothing leads to. Null where
 * there is none. Whoever wrote the file chose what stands in it, so anything that is not as expected is left out.
 */
export function manifestTree({ active_manifest, manifests }: Pick<C2paManifest, 'active_manifest' | 'manifests'>): {
  root: ManifestNode | null
  others: ManifestNode[]
} {
  const found = new Map(Object.entries(manifests).map(([label, manifest]) => [label, recordOf(manifest)]))
  const reached = new Set<string>()
  let left = most

  function nodeOf(label: string | null, role: string, of: { above: string[]; format: string | null; key: string }) {
    left -= 1
    const manifest = label === null ? undefined : found.get(label)
    if (label !== null && manifest) reached.add(label)
    const again = label !== null && of.above.includes(label)
    const parts = manifest && !again && of.above.length < deepest ? ingredientsOf(manifest) : []
    const children: ManifestNode[] = []
    for (const [at, part] of parts.entries()) {
      if (left <= 0) break
      const above = label === null ? of.above : [...of.above, label]
      children.push(nodeOf(part.label, part.role, { above, format: part.format, key: `${of.key}.${at}` }))
    }
    const node: ManifestNode = {
      key: of.key,
      role,
      label: manifest ? label : null,
      generator: manifest ? generatorOf(manifest) : null,
      signer: manifest ? signerOf(manifest) : null,
      format: (manifest && textOf(manifest.format)) || of.format,
      states: manifest ? statesOf(manifest) : [],
      children,
    }
    return node
  }

  const root =
    active_manifest !== null && found.has(active_manifest)
      ? nodeOf(active_manifest, 'This file', { above: [], format: null, key: '0' })
      : null
  const others = [...found.keys()]
    .filter((label) => !reached.has(label))
    .slice(0, Math.max(0, left))
    .map((label, at) => nodeOf(label, 'Also in the file', { above: [], format: null, key: `also-${at}` }))
  return { root, others }
}

type Fields = Record<string, unknown>

const roles = new Map<unknown, string>([
  ['parentOf', 'What it was made from'],
  ['componentOf', 'A part placed in it'],
  ['inputTo', 'Given to the program that made it'],
])

function ingredientsOf(manifest: Fields): { label: string | null; role: string; format: string | null }[] {
  return listOf(manifest.ingredients)
    .map(recordOf)
    .map(({ active_manifest, relationship, format }) => ({
      label: textOf(active_manifest),
      role: roles.get(relationship) ?? 'Ingredient',
      format: textOf(format),
    }))
}

function generatorOf({ claim_generator: name, claim_generator_version: version, claim_generator_info }: Fields) {
  const [info] = listOf(claim_generator_info).map(recordOf)
  const said = [textOf(info?.name) ?? textOf(name), textOf(info?.version) ?? textOf(version)].filter(Boolean)
  return said.length > 0 ? said.join(' ') : null
}

/** The organisation in a certificate's subject, else its common name, else whatever stands there. */
function signerOf({ signature_info }: Fields): string | null {
  const { subject, issuer } = recordOf(signature_info)
  const named = textOf(subject) ?? textOf(issuer)
  if (named === null) return null
  const part = (name: string) => new RegExp(`(?:^|[,\\n])\\s*${name}=([^,\\n]+)`).exec(named)?.[1]?.trim()
  return part('O') ?? part('CN') ?? named
}

const stated: [start: string, says: string][] = [
  ['c2pa.actions', 'What was done to it'],
  ['c2pa.hash', 'A digest of its content'],
  ['c2pa.ingredient', 'What it was made from'],
  ['c2pa.thumbnail', 'A small picture'],
  ['c2pa.training-mining', 'Whether models may be trained on it'],
  ['cawg.training-mining', 'Whether models may be trained on it'],
  ['cawg.identity', 'Who is behind it'],
  ['c2pa.metadata', 'Metadata'],
  ['stds.exif', 'Camera data (EXIF)'],
  ['stds.iptc', 'Press metadata (IPTC)'],
  ['stds.schema-org', 'Author and title'],
]

function statesOf({ assertions }: Fields): string[] {
  const labels = listOf(assertions).map((one) => textOf(one) ?? textOf(recordOf(one).label))
  const said = labels.flatMap((label) =>
    label === null ? [] : [stated.find(([start]) => label.startsWith(start))?.[1] ?? label],
  )
  return [...new Set(said)].slice(0, 20)
}

function recordOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {}
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value.slice(0, 100) : []
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim().slice(0, 200) : null
}
