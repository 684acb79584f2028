// The tab's icon with a number on it, as large as may be: it is mostly seen 16 pixels wide.

/** `count`: as it is to be read, one sign or two. The bubble of app/icon.svg is beneath it. */
export const iconWith = (count: string) => {
  const [width, size] = count.length > 1 ? [34, 18] : [23, 19.5]
  const badge = `<rect x="${36 - width}" width="${width}" height="23" rx="11.5" fill="#d92d20" stroke="#fff" stroke-width="2"/>`
  const text = `<text x="${36 - width / 2}" y="18.4" text-anchor="middle" font-family="system-ui,Arial,sans-serif" font-weight="700" font-size="${size}" fill="#fff">${count}</text>`
  return `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 36 36"><rect width="36" height="36" rx="10" fill="#0b6875"/><path transform="translate(3 9)" d="M8 19.9a9 9 0 1 0-3.9-3.9L2.2 21.8Z" fill="none" stroke="#fff" stroke-width="2.2" stroke-linejoin="round"/>${badge}${text}</svg>`,
  )}`
}

/** From ten on nobody could read how many. */
export const iconCount = (total: number) => (total > 9 ? '9+' : String(total))
