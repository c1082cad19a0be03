# Recounted with its environment: `docker build -t recounted .`, then
# `docker run --rm -p 127.0.0.1:8888:8888 recounted`; the address that JupyterLab prints opens the notebooks.
FROM python:3.13-slim
RUN apt-get update \
    && apt-get install --yes --no-install-recommends git make \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home reader
USER reader
WORKDIR /home/reader/recounted
COPY --chown=reader:reader . .
RUN make
EXPOSE 8888
CMD ["make", "lab", "LAB=--ip=0.0.0.0 --no-browser"]
