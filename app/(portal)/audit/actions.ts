'use server'

import { refresh } from 'next/cache'
import { firstPage, readTrailFilter, trailQuery } from '@/components/audit/trail-filter'
import { saveView } from '@/lib/audit/save-view'
import { queryRecord } from '@/lib/http/query-record'
import { memberAction } from '@/lib/http/server-action'

/** Keeps a filter of the trail under a name; of its query only what the page itself understands. */
export const saveViewAction = memberAction(
  async (member, { name, query, shared }: { name: string; query: string; shared: 'me' | 'team' }) => {
    const known = trailQuery(firstPage(readTrailFilter(queryRecord(query))))
    const saved = await saveView(member, { page: 'audit', name, query: known, shared })
    refresh()
    return saved
  },
)
