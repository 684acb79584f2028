'use client'
// What leads somewhere, and looks like a button. Apart from it, so that a panel does not bring the router along.
import Link from 'next/link'
import type { ComponentProps } from 'react'
import { ButtonContent, buttonClass, type Look } from './button'
import { classNames } from './class-names'

export const LinkButton = ({
  look = 'secondary',
  wide,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & { look?: Look; wide?: boolean }) => (
  <Link {...rest} className={classNames(buttonClass(look, wide), className)}>
    <ButtonContent>{children}</ButtonContent>
  </Link>
)
