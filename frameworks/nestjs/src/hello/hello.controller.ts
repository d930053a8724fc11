import { Controller, Get, Header } from '@nestjs/common';

@Controller()
export class HelloController {
  @Get('plaintext')
  @Header('Content-Type', 'text/plain')
  plaintext(): string {
    return 'Hello, World!';
  }

  @Get('json')
  json(): { message: string } {
    return { message: 'Hello, World!' };
  }
}
