import { checkSourceUrl } from './check-source-url'

/**
 * Checks an address that outcomes are to be reported to, by the rules for URLs we fetch; answers it in its normal form.
 * Throws DocketError `bad_request` with `fields.callback_url`.
 */
export function checkCallbackUrl(raw: string): Promise<string> {
  return checkSourceUrl(raw, 'callback')
}
