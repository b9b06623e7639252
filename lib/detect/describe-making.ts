import { listed, sentences } from './evidence-sentences'
import type { Examined } from './examined'
import type { KeptEvidence } from './response'

type Facts = KeptEvidence['facts']

/** The checks that read what a file says of its own making, which all are of this family. */
const tagsFamily = 'metadata'

/** How a signer stands, to follow its name. */
const standing: Record<string, string> = {
  trusted: ', who is on this server’s trust list',
  untrusted: ', who is not on this server’s trust list',
  expired: ', whose certificate has expired',
}

/**
 * What the file itself says of its making: generator, device, programs, dates, Content Credentials. Null where it says
 * nothing, or where that was not kept. Said as the file's word, for anyone can write or remove such marks.
 */
export function describeMaking({ evidence }: Examined): string | null {
  const said = sentences(
    ...evidence.filter(({ family }) => family === tagsFamily).map(({ facts }) => describeTags(facts)),
    ...evidence.filter(({ check }) => check === 'provenance.c2pa').map(({ facts }) => describeCredentials(facts)),
  )
  if (!said) return null
  const begun = said.replace(/^Its\b/, 'The file’s').replace(/^It\b/, 'The file')
  return `${begun} These are the file’s own marks, which anyone can write or remove.`
}

/** The generators that the file's marks or its Content Credentials name, each once. */
export function namedGenerators(evidence: Pick<KeptEvidence, 'points' | 'status' | 'family' | 'facts'>[]): string[] {
  const names = evidence
    .filter(({ status, points }) => status === 'hit' && (points === 'synthetic' || points === 'manipulated'))
    .flatMap(({ family, points, facts }) => {
      if (family === tagsFamily) return [...written(facts.generator), ...written(facts.producer)]
      // What wrote credentials that declare something generated; of other credentials it is no generator.
      return family === 'provenance' && points === 'synthetic' ? written(facts.claimGenerator) : []
    })
  return [...new Set(names)]
}

function describeTags(facts: Facts): string {
  const [generator, mark] = [...written(facts.generator), ...written(facts.mark)]
  const where = [...written(facts.marks), ...written(facts.foundIn)]
  const found = where.length > 0 ? ` (in ${listed(where)})` : ''
  const device = [...written(facts.camera), ...deviceOf(facts)]
  const programs = [facts.software, facts.creatorTool, facts.encoder, facts.encodedBy].flatMap(written)
  return sentences(
    generator !== undefined && `It carries the mark of a generator, ${generator}${mark ? `, ${mark}` : ''}${found}.`,
    ...written(facts.producer).map((name) => `It names ${name} as its producer.`),
    ...written(facts.digitalSourceType).map((type) => `Its digital source type is “${type}”.`),
    device.length > 0 && `It names the device ${listed([...new Set(device)])}.`,
    programs.length > 0 && `It names the software ${listed([...new Set(programs)])}.`,
    ...written(facts.androidVersion).map((version) => `It names Android ${version}.`),
    ...written(facts.created).map((moment) => `It says it was created ${moment}.`),
  )
}

function deviceOf({ make, model }: Facts): string[] {
  const name = [...written(make), ...written(model)].join(' ')
  return name ? [name] : []
}

function describeCredentials(facts: Facts): string {
  const [signer] = written(facts.signer)
  if (signer === undefined) return ''
  const by = written(facts.claimGenerator).map((name) => `were written by ${name} and `)
  const trust = standing[String(facts.signerTrust)] ?? ''
  return sentences(
    `Its Content Credentials ${by.join('')}are signed in the name of ${signer}${trust}.`,
    facts.state === 'changed' && 'The file was changed after that.',
    facts.state === 'unverifiable' && 'They cannot be verified.',
    ...written(facts.actions).map((actions) => `They list these actions: ${actions}.`),
    ...written(facts.digitalSourceTypes).map((types) => `They give as digital source type: ${types}.`),
  )
}

function written(fact: Facts[string] | undefined): string[] {
  return typeof fact === 'string' && fact.trim() ? [fact.trim()] : []
}
