// @ts-check
// Which of our languages somebody asks for. Plain JavaScript, since the front door refuses before anything is built.

/** @typedef {'en' | 'es'} Language */

/** @param {string | undefined} tag @returns {tag is Language} */
const isOurs = tag => tag === 'en' || tag === 'es'

/**
 * The first language of an `Accept-Language` that we speak, else English. Weights as in RFC 9110, 12.5.4: absent is 1, 0 is
 * "not this one"; equal ones keep their order. A part that makes no sense is passed over.
 * @param {string | null | undefined} header @returns {Language}
 */
export const languageOf = header => {
  const wanted = (header ?? '')
    .slice(0, 1000)
    .split(',')
    .map(part => {
      const [tag = '', ...params] = part.split(';').map(text => text.trim().toLowerCase())
      const weight = params.find(param => param.startsWith('q='))?.slice(2)
      return { language: tag.split('-')[0], weight: weight === undefined ? 1 : Number(weight) }
    })
    .filter(({ weight }) => weight > 0 && weight <= 1)
    .sort((a, b) => b.weight - a.weight)
  return wanted.map(({ language }) => language).find(isOurs) ?? 'en'
}
