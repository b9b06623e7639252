/** How long cases have been there since they were put in a queue: under so many minutes, the last without end. */
export const ageBands = [
  { band: 'hour', name: 'Under an hour', minutes: 60 },
  { band: 'fourHours', name: '1 to 4 hours', minutes: 240 },
  { band: 'day', name: '4 to 24 hours', minutes: 1440 },
  { band: 'week', name: '1 to 7 days', minutes: 10_080 },
  { band: 'older', name: 'Over 7 days', minutes: Number.POSITIVE_INFINITY },
] as const
export type AgeBand = (typeof ageBands)[number]['band']
