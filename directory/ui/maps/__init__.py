"""Maps: built as plain values, shown by streamlit-folium, with every file from this server."""
