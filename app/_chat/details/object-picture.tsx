'use client'
import styles from './object-picture.module.css'
// A drawing in the place of a picture: a map for what is somewhere in the street, a room for what is let, a sheet for a ticket.
import type { Kind } from './report-facts'

/** `wide`: across a page, where more of the street shows. */
export const ObjectPicture = ({
  kind,
  wide,
  className,
}: {
  kind: Kind
  wide?: boolean
  className?: string
}) => {
  const { draw: Drawing, near, far } = drawings[kind]
  return (
    <svg
      viewBox={wide ? far : near}
      preserveAspectRatio="xMidYMid slice"
      className={className}
      aria-hidden="true"
      focusable="false"
    >
      <Drawing />
    </svg>
  )
}

/** Streets round a pin at 480, 132, large enough for a page; a card shows the middle of it. */
const StreetMap = () => (
  <>
    <path className={styles.land} d="M0 0h960v300H0z" />
    <path
      className={styles.block}
      d="M-10 96-20-10h108l12 92zM128 78l-9-88h170l10 70zM330 56l-8-66h62l8 58zM422 46l-7-56h86l6 46zM548 30l-5-40h128l5 26zM128 106l172-18 12 108-172 15zM332 84l66-7 12 110-66 6zM430 74l78-8 13 112-79 7zM556 62l142-14 14 116-143 12zM740 44l132-14 14 118-132 12zM912 26l70-7v120l-56 5zM-10 128l112-12 12 104-124 11zM146 240l170-15 8 85H152zM348 222l66-6 8 90h-66zM446 214l76-7 10 100h-78zM572 203l144-12 10 110H582z"
    />
    <path className={styles.park} d="M716-10h178l14 92-176 18z" />
    <path className={styles.water} d="M440 300c120-34 260-70 560-66v66z" />
    <path className={styles.walk} d="M738 6c60 40 140 10 168 60" />
    <path className={styles.road} strokeWidth="10" d="M-10 92 960-2M-10 236 960 158" />
    <path className={styles.road} strokeWidth="22" d="M-20 170 980 76" />
    <path
      className={styles.road}
      strokeWidth="14"
      d="M104-10l34 320M296-10l34 320M528-10l28 320M880-10l28 240"
    />
    <path className={styles.road} strokeWidth="9" d="M404 60l26 250M716 34l18 180" />
    <circle className={styles.area} cx="480" cy="132" r="34" />
    <path className={styles.pin} d="M480 137c-10-11-17-19-17-28a17 17 0 1 1 34 0c0 9-7 17-17 28Z" />
    <circle className={styles.hole} cx="480" cy="109" r="5.5" />
  </>
)

const Room = () => (
  <>
    <path className={styles.wall} d="M-240-60h800V84h-800z" />
    <path className={styles.floor} d="M-240 84h800v80h-800z" />
    <path className={styles.light} d="M96 84h84l82 52H77z" />
    <path className={styles.pane} d="M60 12h66v58H60z" />
    <path className={styles.hill} d="M62 68c10-16 24-22 34-8 6-8 16-10 28-2v12H62z" />
    <path className={styles.frame} strokeWidth="4" d="M60 12h66v58H60zM93 12v58" />
    <path className={styles.frame} strokeWidth="3" d="M226 14h34v24h-34z" />
    <path className={styles.sofa} d="M186 56a8 8 0 0 1 8-8h88a8 8 0 0 1 8 8v36h-104z" />
    <path className={styles.cushion} d="M206 58h22a4 4 0 0 1 4 4v16h-26z" />
    <path className={styles.sofa} d="M176 70a7 7 0 0 1 14 0v26h-14zM286 70a7 7 0 0 1 14 0v26h-14z" />
  </>
)

const Sheet = () => (
  <>
    <path className={styles.land} d="M0 0h320v112H0z" />
    <path className={styles.block} d="M0 84h320v28H0z" />
    <path className={styles.paper} d="M96 22a8 8 0 0 1 8-8h112a8 8 0 0 1 8 8v90H96z" />
    <path className={styles.text} strokeWidth="6" d="M114 38h52M114 54h92M114 70h76M114 86h84" />
    <circle className={styles.area} cx="226" cy="38" r="20" />
    <path className={styles.mark} strokeWidth="5" d="M226 28v12M226 48v.5" />
  </>
)

const drawings: Record<Kind, { draw: () => React.ReactNode; near: string; far: string }> = {
  report: { draw: StreetMap, near: '320 60 320 112', far: '0 0 960 264' },
  listing: { draw: Room, near: '0 0 320 112', far: '-60 -6 440 121' },
  ticket: { draw: Sheet, near: '0 0 320 112', far: '0 0 320 112' },
  other: { draw: Sheet, near: '0 0 320 112', far: '0 0 320 112' },
}
