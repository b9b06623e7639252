const day = /^\d{4}-\d{2}-\d{2}$/

/** What is wrong with the days of a period, by field; the server refuses the same. `today`: the last day there is (UTC). */
export function periodFaults(form: FormData, today: string): Record<string, string> {
  const [from, to] = [String(form.get('from') ?? ''), String(form.get('to') ?? '')]
  const faults = Object.fromEntries(
    Object.entries({ from, to }).flatMap(([name, said]) => {
      if (!day.test(said)) return [[name, 'Give a day.']]
      return said > today ? [[name, 'This day is still to come.']] : []
    }),
  )
  if (Object.keys(faults).length === 0 && to < from)
    return { to: 'The period ends before it begins. Swap the two days.' }
  return faults
}
