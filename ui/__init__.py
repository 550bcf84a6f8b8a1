"""People come in here: command line, Streamlit app, exports."""
