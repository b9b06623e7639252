/** What readers get in place of a committed value whose opening was erased (lib/audit/open-facts.ts). */
export interface ErasedFact {
  erased: true
}

/** Whether a fact of an event is one that was erased. */
export function isErased(fact: unknown): fact is ErasedFact {
  return typeof fact === 'object' && fact !== null && 'erased' in fact && fact.erased === true
}
