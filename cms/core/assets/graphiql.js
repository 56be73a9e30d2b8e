import { createGraphiQLFetcher } from "@graphiql/toolkit";
import GraphiQL from "graphiql";
import React from "react";
import ReactDOM from "react-dom";
import "graphiql/graphiql.css";
import "./graphiql.css";

const place = document.getElementById("graphiql");
const welcome = `# The public API: what everybody may read.
# The book on the left describes every type
# and field.

query Articles {
  articles(first: 5, locale: DE) {
    totalCount
    edges {
      node {
        title
        teaser
        url
      }
    }
  }
}
`;

ReactDOM.render(
  React.createElement(GraphiQL, {
    fetcher: createGraphiQLFetcher({ url: new URL(place.dataset.address, location.href).href }),
    defaultQuery: welcome,
    defaultEditorToolsVisibility: true,
    // What somebody typed stays in the page.
    shouldPersistHeaders: false,
  }),
  place,
);
