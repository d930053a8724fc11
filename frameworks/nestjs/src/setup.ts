import { join } from 'node:path';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Eta } from 'eta';
import type { NextFunction, Request, Response } from 'express';

const VIEWS = join(import.meta.dirname, '..', 'views');

/** What the application and its tests set on Express. */
export function setup(app: NestExpressApplication): void {
  const eta = new Eta({ views: VIEWS, cache: true });
  app.engine(
    'eta',
    (
      path: string,
      data: object,
      done: (error: unknown, html?: string) => void,
    ) => {
      try {
        done(null, eta.render('fortunes', data));
      } catch (error) {
        done(error);
      }
    },
  );
  app.setBaseViewsDir(VIEWS);
  app.setViewEngine('eta');
  app.set('view cache', true);
  app.set('etag', false);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  app.use((_: Request, response: Response, next: NextFunction) => {
    response.setHeader('Server', 'NestJS');
    next();
  });
}
