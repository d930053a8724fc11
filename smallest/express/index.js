import express from 'express';

const app = express();

app.get('/healthz', (req, res) => {
  res.send('Hello, World!');
});

app.listen(process.env.PORT, process.env.HOST);
