'use client'

import { useState } from 'react'
import { toast } from 'sonner'
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from '@/components/ui/card'
import type { PortalRules } from '@/lib/retention/read-rules'
import type { SubmitDefaults } from '@/lib/teams/team-rules'
import { AnalysisOptions } from './analysis-options'
import { limitInWords, refusalOfFile } from './check-file'
import { DropArea } from './drop-area'
import { type AnalysisChoice, draftOf, optionsOf } from './options-draft'
import type { Store } from './send-file'
import type { ChosenOptions } from './submission'
import { SubmissionList } from './submission-list'
import { submitFile, submitUrl } from './submission-store'
import { UrlForm } from './url-form'
import { inLots, type OpenUrls } from './url-lots'
import { isTable, useAddresses } from './use-addresses'
import { ZeroRetentionChoice } from './zero-retention-choice'

interface SubmitDeskProps {
  /** The server's limit for one file, and what it says to someone whose file is larger. */
  maxBytes: number
  /** The most that is sent in one request; larger files go in pieces, and can be paused. */
  directBytes: number
  tooLargeWayOut: string
  /** Who takes the files' bytes. */
  store: Store
  /** What the team has said about media that must not be kept. */
  rules: PortalRules
  /** What the team begins with. */
  defaults: SubmitDefaults
  openUrls: OpenUrls
}

/** Everything on the Submit page: files, addresses, how to analyse them, and what became of them. */
export function SubmitDesk(props: SubmitDeskProps) {
  const { maxBytes, directBytes, tooLargeWayOut, store, rules, defaults, openUrls } = props
  const [analysis, setAnalysis] = useState<AnalysisChoice | { fault: string }>(() =>
    optionsOf(draftOf(defaults), rules.sentElsewhere),
  )
  const [asked, setAsked] = useState(rules.portalDefault)
  // The rule may be switched on while the page is open.
  const zeroRetention = asked || rules.portalRule
  const addresses = useAddresses(zeroRetention)
  const [openUrl] = useState(() => inLots(openUrls))
  const chosen = 'fault' in analysis ? analysis : { ...analysis, zeroRetention }

  /** Hands each in with the chosen options; tells which were on their way already. False: the options cannot be used. */
  const submitEach = <Item,>(items: Item[], submit: (item: Item, options: ChosenOptions) => boolean) => {
    if ('fault' in chosen) {
      toast.error(`Nothing was handed in: the options cannot be used. ${chosen.fault}`)
      return false
    }
    const repeated = items.filter((item) => !submit(item, chosen)).length
    if (repeated > 0) {
      toast.info(
        repeated === 1 ? 'One of these is in the list already.' : `${repeated} of these are in the list already.`,
      )
    }
    return true
  }
  const takeFiles = (files: File[]) => {
    const media = files.filter((file) => !isTable(file))
    if (media.length > 0) {
      submitEach(media, (file, options) =>
        submitFile(file, options, refusalOfFile(file, maxBytes, tooLargeWayOut), directBytes, store),
      )
    }
    if (media.length < files.length) void readTables(files.filter(isTable))
  }
  /** Into the field of addresses, to be looked over. */
  const readTables = async (tables: File[]) => {
    await addresses.read(tables)
    document.getElementById('urls')?.focus()
  }

  return (
    <div className="relative grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_20rem] lg:grid-rows-[auto_1fr]">
      <div className="grid min-w-0 gap-6">
        <DropArea most={limitInWords(maxBytes)} onFiles={takeFiles} />
        <SubmissionList />
      </div>
      <Card className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
        <CardHeader>
          <CardTitle>Options</CardTitle>
          <CardDescription>For what you hand in next.</CardDescription>
        </CardHeader>
        <CardContent className="grid gap-5">
          <ZeroRetentionChoice rules={rules} checked={zeroRetention} onChange={setAsked} />
          <hr />
          <AnalysisOptions defaults={defaults} elsewhere={rules.sentElsewhere} onChange={setAnalysis} />
        </CardContent>
      </Card>
      <Card className="min-w-0">
        <CardHeader>
          <CardTitle>From the web</CardTitle>
        </CardHeader>
        <CardContent>
          <UrlForm
            addresses={addresses}
            onUrls={(urls) => submitEach(urls, (url, options) => submitUrl(url, options, openUrl))}
          />
        </CardContent>
      </Card>
    </div>
  )
}
