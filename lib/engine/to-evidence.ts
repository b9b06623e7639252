import type { Finding } from './check'
import type { Evidence } from './evidence'
import { type CheckName, checks } from './registry'
import { capOf } from './verdict'

/** Adds name, title and family to what a check found, and to a hit that weighs the cap it is under. */
export function toEvidence(name: CheckName, finding: Finding): Evidence {
  const { title, family } = checks[name]
  const cap = capOf({ family, ...finding })
  return { check: name, title, family, ...finding, ...(cap !== undefined && { cap }) }
}
