# One image for web, worker and beat; the command says which (docker-compose.yml).
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 DEBUG=false DATA_DIR=/data

RUN useradd --system --create-home --uid 10001 cocrea && mkdir -p /data && chown cocrea /data
WORKDIR /app

COPY requirements.txt .
RUN pip install --require-hashes -r requirements.txt

COPY --chown=cocrea . .
RUN python manage.py compile_messages \
    && SECRET_KEY=only-while-building-the-image-0000000000000000000000 SITE_URL=https://build.example.org \
       ALLOWED_HOSTS=build.example.org EMAIL_HOST=build.example.org DEFAULT_FROM_EMAIL=build@example.org \
       HELP_EMAIL=build@example.org \
       STATIC_ROOT=/app/collected python manage.py collectstatic --noinput
ENV STATIC_ROOT=/app/collected

USER cocrea
VOLUME /data
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", \
     "--blocking-threads", "1", "--no-ws", "--log-level", "warning", "config.wsgi:application"]
