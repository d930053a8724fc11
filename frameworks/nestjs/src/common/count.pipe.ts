import { Injectable, type PipeTransform } from '@nestjs/common';

const INTEGER = /^-?\d+$/;

/** A query parameter from 1 to max; whatever is not an integer counts as 1. */
@Injectable()
export class CountPipe implements PipeTransform<unknown, number> {
  constructor(private readonly max: number) {}

  transform(value: unknown): number {
    if (typeof value !== 'string' || !INTEGER.test(value)) return 1;
    return Math.min(Math.max(Number(value), 1), this.max);
  }
}
